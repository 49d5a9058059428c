import { Button } from "@mui/material";
import { useCreatePath, useNotify, useTranslate } from "ra-core";
import { useState } from "react";
import { useNavigate } from "react-router";
import type { ScopeRun } from "@keii/shared";
import { useMay } from "../app/Incident.js";
import {
  fieldMessages,
  refusalText,
  useKeiiDataProvider,
  useLookAgain,
} from "../app/saving.js";
import { isRefusal } from "../app/http.js";

/** Says anew who is affected, and opens what it says. */
export function RunButton() {
  const translate = useTranslate();
  const notify = useNotify();
  const navigate = useNavigate();
  const createPath = useCreatePath();
  const dataProvider = useKeiiDataProvider();
  const lookAgain = useLookAgain();
  const [isBusy, setIsBusy] = useState(false);
  const mayWrite = useMay("scope.write");
  if (!mayWrite) return null;
  const run = async () => {
    setIsBusy(true);
    try {
      const { data } = await dataProvider.create<ScopeRun>("scope-runs", {
        data: {},
      });
      await lookAgain("scope-runs", "progress");
      void navigate(
        createPath({ resource: "scope-runs", type: "show", id: data.id }),
      );
    } catch (error) {
      const said = isRefusal(error) && fieldMessages(error);
      notify(
        said ? Object.values(said).join(" ") : refusalText(error, translate),
        { type: "error" },
      );
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <Button variant="contained" disabled={isBusy} onClick={() => void run()}>
      {translate(isBusy ? "scope.running" : "scope.run")}
    </Button>
  );
}

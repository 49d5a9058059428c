import { Button } from "@mui/material";
import { useTranslate } from "ra-core";
import { useState } from "react";
import { saveFile } from "./ExportButtons.js";
import { callFile } from "./http.js";
import { useTellRefusal } from "./saving.js";

/** What is due as a file for a calendar program; `path` is the API's. */
export function CalendarButton({ path }: { path: string }) {
  const translate = useTranslate();
  const tellRefusal = useTellRefusal();
  const [isBusy, setIsBusy] = useState(false);
  const download = async () => {
    setIsBusy(true);
    try {
      const { blob, name } = await callFile(path);
      saveFile(blob, name);
    } catch (error) {
      tellRefusal(error);
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <Button color="inherit" disabled={isBusy} onClick={() => void download()}>
      {translate("app.calendar")}
    </Button>
  );
}

import { Button } from "@mui/material";
import { useTranslate } from "react-admin";
import { useState } from "react";
import { listQuery } from "../app/data-provider.js";
import { saveFile } from "../app/ExportButtons.js";
import { callFile } from "../app/http.js";
import { useKeiiDataProvider, useTellRefusal } from "../app/saving.js";
import type { TimelineQuery } from "../timeline-rows/timeline-query.js";

/** Everything under the present filter and order as a file, made by the server. */
export function TimelineExports(props: {
  query: TimelineQuery;
  isEmpty: boolean;
}) {
  const translate = useTranslate();
  const { pathOf } = useKeiiDataProvider();
  const tellRefusal = useTellRefusal();
  const [isBusy, setIsBusy] = useState(false);
  const download = async (kind: "csv" | "xlsx") => {
    setIsBusy(true);
    try {
      const path = `${pathOf("timeline")}/export.${kind}`;
      const { blob, name } = await callFile(
        `${path}?${listQuery(props.query)}`,
      );
      saveFile(blob, name);
    } catch (error) {
      tellRefusal(error);
    } finally {
      setIsBusy(false);
    }
  };
  return (["csv", "xlsx"] as const).map((kind) => (
    <Button
      key={kind}
      color="inherit"
      disabled={isBusy || props.isEmpty}
      aria-label={translate("app.export", { kind: kind.toUpperCase() })}
      onClick={() => void download(kind)}
    >
      {kind.toUpperCase()}
    </Button>
  ));
}

import { Button } from "@mui/material";
import { useListContext, useTranslate } from "ra-core";
import { useState } from "react";
import { listQuery } from "./data-provider.js";
import { callFile } from "./http.js";
import { useKeiiDataProvider, useTellRefusal } from "./saving.js";

interface Filters {
  filterValues: Record<string, unknown>;
  filter?: Record<string, unknown>;
}

/** The whole list as CSV or XLSX, made by the server with the same filter and order. */
export function ExportButtons() {
  const list = useListContext();
  const { resource, sort, total } = list;
  const { filterValues, filter } = list as Filters;
  const dataProvider = useKeiiDataProvider();
  const translate = useTranslate();
  const tellRefusal = useTellRefusal();
  const [isBusy, setIsBusy] = useState(false);
  const query = listQuery({
    filter: { ...filterValues, ...filter },
    sort,
  });
  const download = async (kind: "csv" | "xlsx") => {
    setIsBusy(true);
    try {
      const path = dataProvider.pathOf(resource);
      const { blob, name } = await callFile(`${path}/export.${kind}?${query}`);
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
      disabled={isBusy || total === 0}
      onClick={() => void download(kind)}
      aria-label={translate("app.export", { kind: kind.toUpperCase() })}
    >
      {kind.toUpperCase()}
    </Button>
  ));
}

/** Hands a file to the browser's downloads. */
export function saveFile(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

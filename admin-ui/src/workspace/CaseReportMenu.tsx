import { Button, Menu, MenuItem } from "@mui/material";
import { useTranslate } from "ra-core";
import { useState } from "react";
import { caseReportContents, languages } from "@keii/shared";
import { saveFile } from "../app/ExportButtons.js";
import { callFile } from "../app/http.js";
import { useIncident, useMay } from "../app/Incident.js";
import { useTellRefusal } from "../app/saving.js";

/** The whole case as a file for paper: all of it or what may be published, in either language. */
export function CaseReportMenu() {
  const translate = useTranslate();
  const tellRefusal = useTellRefusal();
  const { id } = useIncident();
  const readsAll = useMay("timeline.read");
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const print = async (query: string) => {
    setAnchor(null);
    setIsBusy(true);
    try {
      const file = await callFile(`/incidents/${id}/case-report.pdf?${query}`);
      saveFile(file.blob, file.name);
    } catch (error) {
      tellRefusal(error);
    } finally {
      setIsBusy(false);
    }
  };
  const contents = caseReportContents.filter(
    (content) => readsAll || content === "public",
  );
  return (
    <>
      <Button
        color="inherit"
        disabled={isBusy}
        aria-haspopup="menu"
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {translate(isBusy ? "workspace.report.busy" : "workspace.report")}
      </Button>
      <Menu
        anchorEl={anchor}
        open={anchor !== null}
        onClose={() => setAnchor(null)}
      >
        {contents.flatMap((content) =>
          languages.map((language) => (
            <MenuItem
              key={content + language}
              onClick={() =>
                void print(`content=${content}&language=${language}`)
              }
            >
              {translate(`caseReport.content.${content}`)}
              {" · "}
              {translate(`workspace.report.${language}`)}
            </MenuItem>
          )),
        )}
      </Menu>
    </>
  );
}

import { Button } from "@mui/material";
import { useTranslate } from "react-admin";
import type { TimelineEvent } from "@keii/shared";
import { AttachedFiles, useAttachedFiles } from "../app/AttachedFiles.js";
import { FileDrop } from "../app/FileDrop.js";
import { FilePicker } from "../app/FilePicker.js";
import { useMay } from "../app/Incident.js";
import { Section } from "../app/Section.js";
import { UploadList } from "../app/UploadList.js";
import { useAttach } from "../app/use-attach.js";
import { useUploads } from "../app/use-uploads.js";

/** The files of a line, and the way to add some. */
export function LineFiles({ entry }: { entry: TimelineEvent }) {
  const translate = useTranslate();
  const mayRead = useMay("evidence.read");
  const mayWrite = useMay("evidence.write");
  const files = useAttachedFiles("timeline", [entry.id]).get(entry.id) ?? [];
  const uploads = useUploads();
  const attach = useAttach(uploads);
  if (!mayRead || (!mayWrite && files.length === 0)) return null;
  return (
    <FileDrop onFiles={uploads.add} isOff={!mayWrite}>
      <Section
        title={translate("app.files.title")}
        actions={
          mayWrite && (
            <FilePicker
              onFiles={uploads.add}
              label="app.files.choose"
              variant="text"
            />
          )
        }
      >
        <AttachedFiles files={files} />
        <UploadList uploads={uploads} />
        {uploads.list.length > 0 && (
          <Button
            variant="contained"
            disabled={uploads.isBusy}
            onClick={() => void attach(entry.id)}
          >
            {translate("app.files.attach")}
          </Button>
        )}
      </Section>
    </FileDrop>
  );
}

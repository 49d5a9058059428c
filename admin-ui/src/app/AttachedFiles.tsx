import { Box } from "@mui/material";
import { useCreatePath, useGetList, useTranslate } from "ra-core";
import { useMemo } from "react";
import { Link } from "react-router";
import type { AttachedFile } from "@keii/shared";
import { useMay } from "./Incident.js";

const none: AttachedFile[] = [];

/** The files attached to records of one kind, by the record's id. */
export function useAttachedFiles(
  kind: string,
  ids: readonly string[],
): ReadonlyMap<string, AttachedFile[]> {
  const mayRead = useMay("evidence.read");
  const { data = none } = useGetList<AttachedFile>(
    "evidence/links",
    {
      pagination: { page: 1, perPage: 200 },
      sort: { field: "attachedAt", order: "ASC" },
      filter: { subjectKind: kind, subjectId: ids.slice(0, 200) },
    },
    { enabled: mayRead && ids.length > 0 },
  );
  return useMemo(() => grouped(data), [data]);
}

function grouped(files: AttachedFile[]): Map<string, AttachedFile[]> {
  const groups = new Map<string, AttachedFile[]>();
  for (const file of files)
    groups.set(file.subjectId, [...(groups.get(file.subjectId) ?? []), file]);
  return groups;
}

/** The files of one record of a kind, looked up here; nothing where there are none. */
export function FilesOf({ kind, id }: { kind: string; id: string }) {
  const files = useAttachedFiles(kind, [id]).get(id);
  return files ? <AttachedFiles files={files} /> : null;
}

/** The files of one record, each a link to its page. */
export function AttachedFiles({ files }: { files: readonly AttachedFile[] }) {
  const translate = useTranslate();
  const createPath = useCreatePath();
  return (
    <Box
      component="span"
      sx={{
        display: "inline-flex",
        flexWrap: "wrap",
        columnGap: 1,
        // As high as a finger needs, where several stand below one another.
        "& a": { display: "inline-block", lineHeight: "24px" },
      }}
    >
      {files.map(({ id, evidenceId, name, no, revisionNo }) => (
        <Link
          key={id}
          to={createPath({
            resource: "evidence",
            type: "show",
            id: evidenceId,
          })}
          onClick={(event) => event.stopPropagation()}
        >
          {name ?? translate("app.files.withheld", { no })}
          {revisionNo !== null &&
            ` (${translate("app.files.frozen", { no: revisionNo })})`}
        </Link>
      ))}
    </Box>
  );
}

import {
  Table,
  TableBody,
  TableCell,
  TableContainer,
  TableHead,
  TableRow,
  Typography,
} from "@mui/material";
import { useQuery } from "@tanstack/react-query";
import { useTranslate } from "react-admin";
import type { ReactNode } from "react";
import {
  safeFileName,
  type CustodyHandOver,
  type Evidence,
  type EvidenceAccess,
  type EvidenceRevision,
  type EvidenceVerification,
} from "@keii/shared";
import { CopyButton } from "../app/CopyButton.js";
import { call } from "../app/http.js";
import { useIncident } from "../app/Incident.js";
import { DayText, InstantText } from "../app/MomentText.js";
import { Section } from "../app/Section.js";
import { useSizeText } from "../app/use-size-text.js";

interface HistoryProps {
  file: Evidence;
}

export function Revisions({ file }: HistoryProps) {
  const translate = useTranslate();
  const sizeText = useSizeText();
  const { id } = useIncident();
  const rows = useHistory<EvidenceRevision>(file, "revisions");
  return (
    <Rows
      title="evidence.revisions"
      heads={["no", "originalName", "size", "sha256", "state", "createdAt"]}
      rows={rows.map((r) => [
        r.no,
        r.state === "kept" ? (
          <a
            href={`/api/incidents/${id}/evidence/${file.id}/content?no=${r.no}`}
            download
          >
            {safeFileName(r.originalName)}
          </a>
        ) : (
          r.originalName && safeFileName(r.originalName)
        ),
        sizeText(r.size),
        <>
          <code>{r.sha256.slice(0, 12)}…</code>
          <CopyButton text={r.sha256} label="evidence.copyHash" />
        </>,
        translate(`evidence.state.${r.state}`),
        <>
          <InstantText at={r.recordedAt} /> {r.recordedBy?.name}
        </>,
      ])}
    />
  );
}

export function HandOvers({ file }: HistoryProps) {
  const rows = useHistory<CustodyHandOver>(file, "custody");
  return (
    <Rows
      title="evidence.custody"
      heads={["handedOver", "handedFrom", "handedTo", "purpose", "recordedBy"]}
      rows={rows.map((r) => [
        r.handedOver.at ? (
          <InstantText at={r.handedOver.at} />
        ) : (
          <DayText on={r.handedOver.on} />
        ),
        r.handedFrom,
        r.handedTo,
        r.purpose,
        r.recordedBy?.name,
      ])}
    />
  );
}

export function Verifications({ file }: HistoryProps) {
  const translate = useTranslate();
  const rows = useHistory<EvidenceVerification>(file, "verifications");
  return (
    <Rows
      title="evidence.verifications"
      heads={["createdAt", "state", "recordedBy"]}
      rows={rows.map((r) => [
        <InstantText at={r.verifiedAt} />,
        translate(r.isMatch ? "evidence.matches" : "evidence.differs"),
        r.verifiedBy?.name,
      ])}
    />
  );
}

export function Accesses({ file }: HistoryProps) {
  const translate = useTranslate();
  const rows = useHistory<EvidenceAccess>(file, "accesses");
  return (
    <Rows
      title="evidence.accesses"
      heads={["createdAt", "openedBy", "revision"]}
      rows={rows.map((r) => [
        <InstantText at={r.openedAt} />,
        r.openedBy?.name,
        translate("evidence.revisionNo", { no: r.revisionNo }),
      ])}
    />
  );
}

function useHistory<T>(file: Evidence, part: string): T[] {
  const { id } = useIncident();
  const { data = [] } = useQuery({
    queryKey: ["evidence", "history", file.id, part, file.version],
    queryFn: async ({ signal }) =>
      (
        await call<T[]>(`/incidents/${id}/evidence/${file.id}/${part}`, {
          signal,
        })
      ).data,
  });
  return data;
}

function Rows({
  title,
  heads,
  rows,
}: {
  title: string;
  heads: string[];
  rows: ReactNode[][];
}) {
  const translate = useTranslate();
  return (
    <Section title={translate(title)}>
      {rows.length === 0 ? (
        <Typography variant="body2" color="textSecondary">
          {translate(`${title}.none`)}
        </Typography>
      ) : (
        <TableContainer tabIndex={0}>
          <Table size="small" aria-label={translate(title)}>
            <TableHead>
              <TableRow>
                {heads.map((head) => (
                  <TableCell key={head}>
                    {translate(`resources.evidence.fields.${head}`)}
                  </TableCell>
                ))}
              </TableRow>
            </TableHead>
            <TableBody>
              {rows.map((cells, row) => (
                <TableRow key={row}>
                  {cells.map((cell, at) => (
                    <TableCell key={heads[at]}>{cell}</TableCell>
                  ))}
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </TableContainer>
      )}
    </Section>
  );
}

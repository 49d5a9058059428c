import {
  Button,
  Stack,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
} from "@mui/material";
import { useCreatePath, useTranslate } from "ra-core";
import { Link } from "react-router";
import {
  inLanguage,
  type ForensicEngagement,
  type ForensicHandover,
} from "@keii/shared";
import { useLanguage } from "../app/i18n.js";
import { useMay } from "../app/Incident.js";
import { useIsFresh } from "../app/live.js";
import { MomentText } from "../app/MomentText.js";
import { StateMark } from "../app/StateMark.js";
import { HandoverActs } from "./HandoverActs.js";
import { useOpened } from "./opened.js";
import { Nothing, Part } from "./Part.js";
import { useHandovers, useReportName, useReports } from "./records.js";
import { WithdrawnNote } from "./Withdrawn.js";

/** 配布台帳: to whom each report went, and who waits for the newest. */
export function Ledger({ engagement }: { engagement: ForensicEngagement }) {
  const translate = useTranslate();
  const createPath = useCreatePath();
  const mayWrite = useMay("forensics.write") && engagement.state === "current";
  const reports = (useReports() ?? []).filter(
    ({ engagementId }) => engagementId === engagement.id,
  );
  const handovers = useHandovers()?.filter((handover) =>
    reports.some(({ id }) => id === handover.report.id),
  );
  const label = (field: string) =>
    translate(`resources.forensic_handovers.fields.${field}`);
  if (reports.length === 0) return null;
  return (
    <Part
      title="forensics.ledger"
      resource="forensic_handovers"
      actions={
        mayWrite &&
        engagement.newestReportId !== null && (
          <Button
            component={Link}
            to={createPath({ resource: "forensic_handovers", type: "create" })}
            state={{ reportId: engagement.newestReportId }}
          >
            {translate("forensics.handover.add")}
          </Button>
        )
      }
    >
      <Awaiting engagement={engagement} mayWrite={mayWrite} />
      {handovers?.length === 0 && <Nothing text="forensics.ledger.none" />}
      {handovers && handovers.length > 0 && (
        <Table size="small">
          <TableHead>
            <TableRow>
              <TableCell>{label("occurred")}</TableCell>
              <TableCell>{label("report")}</TableCell>
              <TableCell>{label("recipients")}</TableCell>
              <TableCell>{label("method")}</TableCell>
              <TableCell>{label("handedBy")}</TableCell>
              {mayWrite && (
                <TableCell align="right">{translate("app.acts")}</TableCell>
              )}
            </TableRow>
          </TableHead>
          <TableBody>
            {handovers.map((handover) => (
              <HandoverRow
                key={handover.id}
                handover={handover}
                mayWrite={mayWrite}
              />
            ))}
          </TableBody>
        </Table>
      )}
    </Part>
  );
}

/** Who has not got the newest report; one button hands it to all of them at once. */
function Awaiting({
  engagement: { awaiting, newestReportId },
  mayWrite,
}: {
  engagement: ForensicEngagement;
  mayWrite: boolean;
}) {
  const translate = useTranslate();
  const language = useLanguage();
  const createPath = useCreatePath();
  if (awaiting.length === 0) return null;
  return (
    <Stack
      direction="row"
      sx={{ alignItems: "center", gap: 1, flexWrap: "wrap", py: 0.5 }}
    >
      <StateMark isDue>{translate("forensics.awaiting")}</StateMark>
      <b>
        {awaiting
          .map(({ name }) => inLanguage(name, language))
          .join(translate("app.comma"))}
      </b>
      {mayWrite && (
        <Button
          component={Link}
          size="small"
          className="keii-screen-only"
          to={createPath({ resource: "forensic_handovers", type: "create" })}
          state={{
            reportId: newestReportId,
            partyIds: awaiting.map(({ id }) => id),
          }}
        >
          {translate("forensics.awaiting.hand")}
        </Button>
      )}
    </Stack>
  );
}

function HandoverRow({
  handover,
  mayWrite,
}: {
  handover: ForensicHandover;
  mayWrite: boolean;
}) {
  const translate = useTranslate();
  const nameOf = useReportName();
  const isFresh = useIsFresh();
  const { ref, sx, ...opened } = useOpened<HTMLTableRowElement>(handover.id);
  const { id, occurred, report, method, handedBy, note, state } = handover;
  const isOver = state === "withdrawn";
  const struck = isOver ? { textDecoration: "line-through" } : {};
  return (
    <TableRow
      ref={ref}
      {...opened}
      className={isFresh("forensic_handovers", id) ? "keii-fresh" : undefined}
      sx={{ ...sx, verticalAlign: "top" }}
    >
      <TableCell
        component="th"
        scope="row"
        sx={{ whiteSpace: "nowrap", ...struck }}
      >
        <MomentText moment={occurred} />
      </TableCell>
      <TableCell sx={{ whiteSpace: "nowrap", ...struck }}>
        {nameOf(report)}
      </TableCell>
      <TableCell sx={struck}>
        <Recipients handover={handover} />
      </TableCell>
      <TableCell sx={{ whiteSpace: "nowrap" }}>
        {translate(`forensics.method.${method}`)}
      </TableCell>
      <TableCell>
        {isOver ? (
          <WithdrawnNote reason={handover.withdrawalReason ?? ""} />
        ) : (
          <Stack component="span" sx={{ whiteSpace: "pre-line" }}>
            {handedBy !== "" && <span>{handedBy}</span>}
            {note !== "" && <small>{note}</small>}
          </Stack>
        )}
      </TableCell>
      {mayWrite && (
        <TableCell align="right">
          {!isOver && <HandoverActs handover={handover} />}
        </TableCell>
      )}
    </TableRow>
  );
}

/** Everybody who got it in this act, with what proves it. */
export function Recipients({ handover }: { handover: ForensicHandover }) {
  const language = useLanguage();
  return (
    <Stack component="span">
      {handover.recipients.map(({ party, receipt }) => (
        <span key={party.id}>
          {inLanguage(party.name, language)}
          {receipt !== "" && <small> {receipt}</small>}
        </span>
      ))}
    </Stack>
  );
}

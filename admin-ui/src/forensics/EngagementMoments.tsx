import {
  Box,
  Button,
  Table,
  TableBody,
  TableCell,
  TableRow,
} from "@mui/material";
import { useTranslate } from "ra-core";
import { useState } from "react";
import {
  forensicMomentKinds,
  type ForensicEngagement,
  type ForensicMomentKind,
} from "@keii/shared";
import { useMay } from "../app/Incident.js";
import { MomentText } from "../app/MomentText.js";
import { Disorders } from "./Disorders.js";
import { MarkMoment, MoveMoment, UnmarkMoment } from "./MomentDialogs.js";
import { RowMenu } from "./RowMenu.js";

/** How far the engagement is: each step with its moment, in the order in which they are expected. */
export function EngagementMoments({
  engagement,
}: {
  engagement: ForensicEngagement;
}) {
  const translate = useTranslate();
  return (
    <Box>
      <Table size="small" aria-label={translate("forensics.moments")}>
        <TableBody>
          {forensicMomentKinds.map((kind) => (
            <MomentRow key={kind} engagement={engagement} kind={kind} />
          ))}
        </TableBody>
      </Table>
      <Disorders moments={engagement.moments} />
    </Box>
  );
}

function MomentRow({
  engagement,
  kind,
}: {
  engagement: ForensicEngagement;
  kind: ForensicMomentKind;
}) {
  const translate = useTranslate();
  const mayWrite = useMay("forensics.write") && engagement.state === "current";
  const name = translate(`forensics.moment.${kind}`);
  const found = engagement.moments.find((moment) => moment.kind === kind);
  return (
    <TableRow>
      <TableCell component="th" scope="row" sx={{ width: "9em" }}>
        {name}
      </TableCell>
      <TableCell sx={{ fontWeight: found ? 700 : undefined }}>
        {found ? <MomentText moment={found.occurred} /> : "–"}
      </TableCell>
      {mayWrite && (
        <TableCell align="right" className="keii-screen-only" sx={{ py: 0 }}>
          {found ? (
            <RowMenu
              what={name}
              acts={[
                { act: "move", label: "forensics.move" },
                { act: "unmark", label: "forensics.withdraw" },
              ]}
              dialog={(act, onClose) => {
                const props = { engagement, moment: found, onClose };
                return act === "move" ? (
                  <MoveMoment {...props} />
                ) : (
                  <UnmarkMoment {...props} />
                );
              }}
            />
          ) : (
            <MarkButton engagement={engagement} kind={kind} name={name} />
          )}
        </TableCell>
      )}
    </TableRow>
  );
}

function MarkButton({
  engagement,
  kind,
  name,
}: {
  engagement: ForensicEngagement;
  kind: ForensicMomentKind;
  name: string;
}) {
  const translate = useTranslate();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button
        size="small"
        color="inherit"
        aria-label={translate("forensics.mark.of", { what: name })}
        onClick={() => setIsOpen(true)}
      >
        {translate("forensics.mark")}
      </Button>
      {isOpen && (
        <MarkMoment
          engagement={engagement}
          kind={kind}
          onClose={() => setIsOpen(false)}
        />
      )}
    </>
  );
}

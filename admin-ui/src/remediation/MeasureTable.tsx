import {
  Chip,
  Link as Anchor,
  Stack,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
} from "@mui/material";
import { useCreatePath, useTranslate } from "ra-core";
import { Link } from "react-router";
import type { RemediationMeasure } from "@keii/shared";
import { useIsFresh } from "../app/live.js";
import { MomentText } from "../app/MomentText.js";
import { WideTable } from "../app/WideTable.js";
import { DueText } from "./DueText.js";
import { MeasureState } from "./MeasureState.js";

interface MeasureTableProps {
  label: string;
  measures: RemediationMeasure[];
}

/** One group of measures. */
export function MeasureTable({ label, measures }: MeasureTableProps) {
  const translate = useTranslate();
  const field = (name: string) =>
    translate(`resources.remediation.fields.${name}`);
  return (
    <WideTable label={label}>
      <Table size="small">
        <TableHead>
          <TableRow>
            <TableCell>{field("title")}</TableCell>
            <TableCell>{field("state")}</TableCell>
            <TableCell>{field("owner")}</TableCell>
            <TableCell>{field("due")}</TableCell>
            <TableCell>{field("moments")}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {measures.map((measure) => (
            <Row key={measure.id} measure={measure} />
          ))}
        </TableBody>
      </Table>
    </WideTable>
  );
}

function Row({ measure }: { measure: RemediationMeasure }) {
  const translate = useTranslate();
  const createPath = useCreatePath();
  const isFresh = useIsFresh();
  const { id, title, kind, state, owner, isPromise, deletesData, moments } =
    measure;
  const marks = [
    kind === "temporary" && "remediation.kind.temporary",
    isPromise && "remediation.mark.promise",
    deletesData && "remediation.mark.deletes",
  ].filter((mark) => mark !== false);
  return (
    <TableRow
      className={isFresh("remediation", id) ? "keii-fresh" : undefined}
      sx={{ verticalAlign: "top" }}
    >
      <TableCell
        component="th"
        scope="row"
        sx={{ minWidth: 200, overflowWrap: "anywhere" }}
      >
        <Anchor
          component={Link}
          to={createPath({ resource: "remediation", type: "show", id })}
          data-keii-edit
          sx={{
            fontWeight: 700,
            textDecoration: state === "withdrawn" ? "line-through" : undefined,
          }}
        >
          {title}
        </Anchor>
        {marks.length > 0 && (
          <Stack direction="row" sx={{ gap: 0.5, flexWrap: "wrap", mt: 0.5 }}>
            {marks.map((mark) => (
              <Chip key={mark} size="small" label={translate(mark)} />
            ))}
          </Stack>
        )}
      </TableCell>
      <TableCell>
        <MeasureState measure={measure} />
      </TableCell>
      <TableCell sx={{ overflowWrap: "anywhere" }}>
        {owner?.name ?? "–"}
      </TableCell>
      <TableCell>
        <DueText measure={measure} />
      </TableCell>
      <TableCell>
        {moments.map((moment) => (
          <div key={moment.kind}>
            {translate(`remediation.moment.${moment.kind}`)}:{" "}
            <MomentText moment={moment.occurred} />
          </div>
        ))}
      </TableCell>
    </TableRow>
  );
}

import {
  Link as TextLink,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
} from "@mui/material";
import { useCreatePath, useTranslate } from "ra-core";
import { Link } from "react-router";
import { scopeUnits, type ScopeRun } from "@keii/shared";
import { useIsFresh } from "../app/live.js";
import { InstantText } from "../app/MomentText.js";
import { numberText } from "../app/use-count-text.js";
import { WideTable } from "../app/WideTable.js";
import { RunState } from "./RunState.js";

/** Runs with their figures, the newest first. */
export function RunTable({ runs }: { runs: readonly ScopeRun[] }) {
  const translate = useTranslate();
  const createPath = useCreatePath();
  const isFresh = useIsFresh();
  const label = (field: string) =>
    translate(`resources.scope-runs.fields.${field}`);
  return (
    <WideTable label={translate("scope.runs")} data-keii-rows>
      <Table size="small" sx={{ fontVariantNumeric: "tabular-nums" }}>
        <TableHead>
          <TableRow>
            <TableCell>{label("no")}</TableCell>
            <TableCell>{label("state")}</TableCell>
            {scopeUnits.map((unit) => (
              <TableCell key={unit} align="right">
                {translate(`scope.unit.${unit}`)}
              </TableCell>
            ))}
            <TableCell>{label("createdAt")}</TableCell>
            <TableCell>{label("createdBy")}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {runs.map((run) => (
            <TableRow
              key={run.id}
              className={
                isFresh("scope-runs", run.id) ? "keii-fresh" : undefined
              }
            >
              <TableCell
                component="th"
                scope="row"
                sx={{ whiteSpace: "nowrap" }}
              >
                <TextLink
                  component={Link}
                  data-keii-edit
                  color="inherit"
                  to={createPath({
                    resource: "scope-runs",
                    type: "show",
                    id: run.id,
                  })}
                >
                  {translate("scope.runNo", { no: run.no })}
                </TextLink>
              </TableCell>
              <TableCell>
                <RunState run={run} />
              </TableCell>
              {scopeUnits.map((unit) => (
                <TableCell key={unit} align="right">
                  {run.figures ? numberText(run.figures.affected[unit]) : "–"}
                </TableCell>
              ))}
              <TableCell sx={{ whiteSpace: "nowrap" }}>
                <InstantText at={run.createdAt} />
              </TableCell>
              <TableCell>{run.createdBy?.name ?? "–"}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </WideTable>
  );
}

import {
  Button,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  Typography,
} from "@mui/material";
import { useTranslate } from "ra-core";
import { useState } from "react";
import { inLanguage, type GivenFigure, type ScopeRun } from "@keii/shared";
import { useLanguage } from "../app/i18n.js";
import { useMay } from "../app/Incident.js";
import { useIsFresh } from "../app/live.js";
import { DayText } from "../app/MomentText.js";
import { Section } from "../app/Section.js";
import { numberText, useCountText } from "../app/use-count-text.js";
import { WideTable } from "../app/WideTable.js";
import { circled } from "../exposures/exposure-text.js";
import { AddGivenFigure, WithdrawGivenFigure } from "./GivenFigureDialogs.js";
import { reconcile, type Reconciled } from "./reconciliation.js";
import { standingOf, useCounts, useGivenFigures, useRuns } from "./records.js";

/** What others counted, held against ours. */
export function GivenFigures() {
  const translate = useTranslate();
  const mayWrite = useMay("scope.write");
  const [isAdding, setIsAdding] = useState(false);
  const { run } = useBasis();
  return (
    <Section
      title={translate("givenFigures.title")}
      actions={
        mayWrite && (
          <Button variant="outlined" onClick={() => setIsAdding(true)}>
            {translate("givenFigures.add")}
          </Button>
        )
      }
    >
      <Reconciliation />
      {isAdding && (
        <AddGivenFigure run={run} onClose={() => setIsAdding(false)} />
      )}
    </Section>
  );
}

/** The run that figures are held against: the official one, else the newest. */
export function useBasis(): { run: ScopeRun | undefined } {
  const { data: runs = [] } = useRuns();
  const { newest, frozen } = standingOf(runs);
  return { run: frozen ?? newest };
}

export function Reconciliation() {
  const translate = useTranslate();
  const figures = useGivenFigures();
  const { run } = useBasis();
  const counts = useCounts(run?.id);
  const mayWrite = useMay("scope.write");
  if (!figures) return null;
  if (figures.length === 0)
    return (
      <Typography variant="body2" color="textSecondary">
        {translate("givenFigures.none")}
      </Typography>
    );
  const label = (field: string) =>
    translate(`resources.given-figures.fields.${field}`);
  return (
    <WideTable label={translate("givenFigures.title")} data-keii-rows>
      <Table size="small" sx={{ fontVariantNumeric: "tabular-nums" }}>
        <TableHead>
          <TableRow>
            <TableCell>{label("giverId")}</TableCell>
            <TableCell>{label("exposureNo")}</TableCell>
            <TableCell align="right">{label("count")}</TableCell>
            <TableCell align="right">
              {run
                ? translate(
                    run.state === "frozen"
                      ? "givenFigures.oursFrozen"
                      : "givenFigures.oursNewest",
                    { no: run.no },
                  )
                : translate("givenFigures.ours")}
            </TableCell>
            <TableCell align="right">
              {translate("givenFigures.difference")}
            </TableCell>
            <TableCell>{label("receivedOn")}</TableCell>
            <TableCell>{label("source")}</TableCell>
            {mayWrite && <TableCell>{translate("app.acts")}</TableCell>}
          </TableRow>
        </TableHead>
        <TableBody>
          {reconcile(figures, run, counts).map((one) => (
            <FigureRow
              key={one.given.id}
              reconciled={one}
              run={run}
              mayWrite={mayWrite}
            />
          ))}
        </TableBody>
      </Table>
    </WideTable>
  );
}

function FigureRow({
  reconciled: { given, ours, difference },
  run,
  mayWrite,
}: {
  reconciled: Reconciled;
  run: ScopeRun | undefined;
  mayWrite: boolean;
}) {
  const translate = useTranslate();
  const language = useLanguage();
  const isFresh = useIsFresh();
  const countText = useCountText();
  const [isWithdrawing, setIsWithdrawing] = useState(false);
  const { id, unit, exposureNo, count, giver, withdrawalReason } = given;
  const isOver = withdrawalReason !== null;
  const struck = isOver ? { textDecoration: "line-through" } : {};
  return (
    <TableRow
      className={isFresh("given-figures", id) ? "keii-fresh" : undefined}
    >
      <TableCell component="th" scope="row" sx={struck}>
        {inLanguage(giver.shortName ?? giver.officialName, language)}
      </TableCell>
      <TableCell sx={struck}>
        {exposureNo === null
          ? translate("givenFigures.whole")
          : exposureWords(run, exposureNo)}
      </TableCell>
      <TableCell align="right" sx={{ whiteSpace: "nowrap", ...struck }}>
        {countText(unit, count)}
      </TableCell>
      <TableCell align="right" sx={{ whiteSpace: "nowrap" }}>
        {isOver || ours === null ? "–" : countText(unit, ours)}
      </TableCell>
      <TableCell align="right" sx={{ whiteSpace: "nowrap" }}>
        {isOver || difference === null ? (
          "–"
        ) : difference === 0 ? (
          translate("givenFigures.same")
        ) : (
          <b>
            {difference > 0 ? "＋" : "−"}
            {countText(unit, Math.abs(difference))}
          </b>
        )}
      </TableCell>
      <TableCell sx={{ whiteSpace: "nowrap" }}>
        <DayText on={given.receivedOn} />
      </TableCell>
      <TableCell sx={{ overflowWrap: "anywhere" }}>
        {isOver
          ? translate("givenFigures.withdrawn", { reason: withdrawalReason })
          : given.source}
      </TableCell>
      {mayWrite && (
        <TableCell>
          {!isOver && (
            <Button
              size="small"
              color="inherit"
              aria-label={translate("givenFigures.withdrawOf", {
                count: numberText(count),
              })}
              onClick={() => setIsWithdrawing(true)}
            >
              {translate("givenFigures.withdraw")}
            </Button>
          )}
          {isWithdrawing && (
            <WithdrawGivenFigure
              figure={given}
              onClose={() => setIsWithdrawing(false)}
            />
          )}
        </TableCell>
      )}
    </TableRow>
  );
}

function exposureWords(
  run: ScopeRun | undefined,
  exposureNo: NonNullable<GivenFigure["exposureNo"]>,
): string {
  const name = run?.exposures.find(({ no }) => no === exposureNo)?.name ?? "";
  return `${circled(exposureNo)} ${name}`;
}

import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
} from "@mui/material";
import { useTranslate } from "ra-core";
import type { PurchaseDay } from "@keii/shared";
import { numberText } from "../app/use-count-text.js";
import { WideTable } from "../app/WideTable.js";
import type { View } from "../app/picture-scale.js";
import { barsIn, type BarUnit, type Series } from "./purchase-bars.js";
import { useBarDays, useSeriesName, type By } from "./use-bar-words.js";

/** The picture as figures: for those who do not see it, and for those who want the number. */
export function PurchaseTable({
  days,
  by,
  series,
  view,
  unit,
}: {
  days: readonly PurchaseDay[];
  by: By;
  series: Series[];
  view: View;
  unit: BarUnit;
}) {
  const translate = useTranslate();
  const nameOf = useSeriesName(by);
  const daysOf = useBarDays();
  const bars = barsIn(days, { view, unit, series });
  const unitName = translate("scope.unit.purchases");
  return (
    <WideTable
      label={translate("scope.picture.table")}
      sx={{ overflow: "auto", maxHeight: 420 }}
    >
      <Table
        size="small"
        stickyHeader
        sx={{ fontVariantNumeric: "tabular-nums" }}
      >
        <TableHead>
          <TableRow>
            <TableCell>{translate(`scope.picture.unit.${unit}`)}</TableCell>
            {series.map((key) => (
              <TableCell key={key ?? ""} align="right">
                {nameOf(key)} {unitName}
              </TableCell>
            ))}
            <TableCell align="right">
              {translate("scope.picture.total")} {unitName}
            </TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {bars.map((bar) => (
            <TableRow key={bar.start}>
              <TableCell
                component="th"
                scope="row"
                sx={{ whiteSpace: "nowrap" }}
              >
                {daysOf(bar, unit)}
              </TableCell>
              {bar.counts.map((count, place) => (
                <TableCell key={series[place] ?? ""} align="right">
                  {numberText(count)}
                </TableCell>
              ))}
              <TableCell align="right">{numberText(bar.total)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </WideTable>
  );
}

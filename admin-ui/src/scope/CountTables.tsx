import {
  Box,
  Link as TextLink,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  ToggleButton,
  ToggleButtonGroup,
} from "@mui/material";
import { useCreatePath, useTranslate } from "ra-core";
import { useState } from "react";
import { Link } from "react-router";
import {
  inLanguage,
  scopeUnits,
  type ScopeCount,
  type ScopeFacet,
  type ScopeRun,
} from "@keii/shared";
import { useLanguage } from "../app/i18n.js";
import { useMay } from "../app/Incident.js";
import { numberText } from "../app/use-count-text.js";
import { WideTable } from "../app/WideTable.js";
import { circled } from "../exposures/exposure-text.js";
import { writeSearch } from "./use-result-search.js";

const facets = ["exposure", "site", "month", "data_item"] as const;

/** The figures of a run in parts, every unit in a column of its own. */
export function CountTables({ counts }: { counts: readonly ScopeCount[] }) {
  const translate = useTranslate();
  const [facet, setFacet] = useState<(typeof facets)[number]>("exposure");
  return (
    <>
      <ToggleButtonGroup
        exclusive
        size="small"
        value={facet}
        aria-label={translate("scope.parts")}
        onChange={(_, chosen: (typeof facets)[number] | null) =>
          chosen && setFacet(chosen)
        }
        className="keii-screen-only"
        sx={{ mb: 1 }}
      >
        {facets.map((one) => (
          <ToggleButton key={one} value={one}>
            {translate(`scope.facet.${one}`)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <CountTable
        facet={facet}
        counts={counts.filter((one) => one.facet === facet)}
      />
    </>
  );
}

/** As each facet is read: exposures by number, months by time, the others by how many they are. */
function inOrder(facet: ScopeFacet, counts: readonly ScopeCount[]) {
  const sorted = [...counts];
  if (facet === "exposure")
    return sorted.sort((a, b) => Number(a.key) - Number(b.key));
  if (facet === "month") return sorted.sort((a, b) => (a.key < b.key ? -1 : 1));
  return sorted.sort((a, b) => b.cards - a.cards || b.accounts - a.accounts);
}

function CountTable({
  facet,
  counts,
}: {
  facet: ScopeFacet;
  counts: readonly ScopeCount[];
}) {
  const translate = useTranslate();
  const language = useLanguage();
  const most = counts.reduce((most, { cards }) => Math.max(most, cards), 1);
  return (
    <WideTable label={translate(`scope.facet.${facet}`)}>
      <Table
        size="small"
        sx={{ fontVariantNumeric: "tabular-nums", maxWidth: 900 }}
      >
        <TableHead>
          <TableRow>
            <TableCell>{translate(`scope.facet.${facet}`)}</TableCell>
            <UnitHeads />
            <TableCell
              aria-hidden
              sx={{ width: "28%", display: { xs: "none", sm: "table-cell" } }}
            />
          </TableRow>
        </TableHead>
        <TableBody>
          {inOrder(facet, counts).map((one) => (
            <TableRow key={one.key}>
              <TableCell component="th" scope="row">
                {facet === "exposure" && `${circled(Number(one.key))} `}
                {inLanguage(one.label, language) || one.key}
              </TableCell>
              <UnitCells of={one} />
              <TableCell
                aria-hidden
                sx={{ display: { xs: "none", sm: "table-cell" } }}
              >
                <Share of={one.cards} most={most} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </WideTable>
  );
}

function UnitHeads() {
  const translate = useTranslate();
  return scopeUnits.map((unit) => (
    <TableCell key={unit} align="right">
      {translate(`scope.unit.${unit}`)}
    </TableCell>
  ));
}

/** A count in every unit. */
function UnitCells({ of }: { of: ScopeCount }) {
  return scopeUnits.map((unit) => (
    <TableCell key={unit} align="right">
      {numberText(of[unit])}
    </TableCell>
  ));
}

function Share({ of, most }: { of: number; most: number }) {
  return (
    <Box
      sx={{
        height: 10,
        width: `${(of / most) * 100}%`,
        minWidth: of > 0 ? "1px" : 0,
        bgcolor: "text.secondary",
      }}
    />
  );
}

/** Customers by which exposures chose them: a dot for each exposure, a bar for how many. */
export function CombinationTable({
  counts,
  run: { id, exposures },
}: {
  counts: readonly ScopeCount[];
  run: Pick<ScopeRun, "id" | "exposures">;
}) {
  const translate = useTranslate();
  const language = useLanguage();
  const createPath = useCreatePath();
  const mayOpen = useMay("scope.read");
  const listOf = (combination: string) => {
    const path = createPath({ resource: "scope-runs", type: "show", id });
    const search = writeSearch({ verdict: "affected", combination });
    return `${path}?${search.toString()}`;
  };
  const rows = counts
    .filter(({ facet }) => facet === "combination")
    .sort((a, b) => b.accounts - a.accounts);
  const most = rows.reduce((most, row) => Math.max(most, row.accounts), 1);
  const shown = [...exposures].sort((a, b) => a.no - b.no);
  return (
    <WideTable label={translate("scope.facet.combination")}>
      <Table
        size="small"
        sx={{ fontVariantNumeric: "tabular-nums", maxWidth: 900 }}
      >
        <TableHead>
          <TableRow>
            {shown.map(({ no, name }) => (
              <TableCell key={no} align="center" sx={{ px: 0.5 }}>
                <abbr title={name} style={{ textDecoration: "none" }}>
                  {circled(no)}
                </abbr>
              </TableCell>
            ))}
            <TableCell>{translate("scope.facet.combination")}</TableCell>
            <UnitHeads />
            <TableCell
              aria-hidden
              sx={{ width: "24%", display: { xs: "none", sm: "table-cell" } }}
            />
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map((row) => {
            const nos = row.key.split("+");
            const label = inLanguage(row.label, language);
            const name =
              nos.length === 1
                ? translate("scope.onlyOne", { name: label })
                : label;
            return (
              <TableRow key={row.key}>
                {shown.map(({ no }) => (
                  <TableCell
                    key={no}
                    align="center"
                    aria-hidden
                    sx={{ px: 0.5 }}
                  >
                    {nos.includes(String(no)) ? "●" : "○"}
                  </TableCell>
                ))}
                <TableCell component="th" scope="row">
                  {mayOpen ? (
                    <TextLink
                      component={Link}
                      color="inherit"
                      to={listOf(row.key)}
                      title={translate("scope.customers.ofCombination", {
                        name,
                      })}
                    >
                      {name}
                    </TextLink>
                  ) : (
                    name
                  )}
                </TableCell>
                <UnitCells of={row} />
                <TableCell
                  aria-hidden
                  sx={{ display: { xs: "none", sm: "table-cell" } }}
                >
                  <Share of={row.accounts} most={most} />
                </TableCell>
              </TableRow>
            );
          })}
        </TableBody>
      </Table>
    </WideTable>
  );
}

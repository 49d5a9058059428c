import {
  Alert,
  Box,
  Button,
  Link as TextLink,
  MenuItem,
  Stack,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  TextField,
  Typography,
} from "@mui/material";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useCreatePath, useTranslate } from "ra-core";
import { useState } from "react";
import { Link } from "react-router";
import type { ScopeResult, ScopeResults, ScopeRun } from "@keii/shared";
import { Failure } from "../app/Failure.js";
import { call } from "../app/http.js";
import { useIncident, useMay } from "../app/Incident.js";
import { Section } from "../app/Section.js";
import { numberText, useCountText } from "../app/use-count-text.js";
import { WideTable } from "../app/WideTable.js";
import { circled } from "../exposures/exposure-text.js";
import { Explanation } from "./Explanation.js";
import { useResultSearch, type Search } from "./use-result-search.js";

/** The customers a run speaks of, a page at a time; names are masked, and each row opens its reason. */
export function RunCustomers({
  run,
  runs,
}: {
  run: ScopeRun;
  runs: readonly ScopeRun[];
}) {
  const { id } = useIncident();
  const translate = useTranslate();
  const [search, setSearch] = useResultSearch();
  const [explained, setExplained] = useState<ScopeResult | null>(null);
  const { data, error, hasNextPage, fetchNextPage, isFetching } =
    useInfiniteQuery({
      queryKey: ["scope-runs", id, "results", run.id, search],
      initialPageParam: undefined as string | undefined,
      queryFn: async ({ signal, pageParam }) =>
        (
          await call<ScopeResults>(
            `/incidents/${id}/scope-runs/${run.id}/results`,
            { method: "POST", body: { ...search, cursor: pageParam }, signal },
          )
        ).data,
      getNextPageParam: ({ cursor }) => cursor ?? undefined,
      staleTime: 60_000,
    });
  const rows = data?.pages.flatMap(({ results }) => results) ?? [];
  const first = data?.pages[0];
  const isRemoved = search.difference === "removed";
  const against = runs.find(({ no }) => no === search.againstRunNo);
  // Who was removed stands in the other run, and is explained by it.
  const explainer = isRemoved ? against : run;
  return (
    <Section
      id="keii-run-customers"
      title={translate("scope.customers", { no: run.no })}
    >
      <SearchBar run={run} search={search} onSearch={setSearch} />
      {search.combination !== undefined && (
        <Alert
          severity="info"
          sx={{ mb: 1 }}
          action={
            <Button
              color="inherit"
              size="small"
              onClick={() => setSearch({ verdict: "affected" })}
            >
              {translate("scope.customers.all")}
            </Button>
          }
        >
          {translate("scope.customers.combination", {
            exposures: search.combination
              .split("+")
              .map((no) => circled(Number(no)))
              .join(" "),
          })}
        </Alert>
      )}
      {search.againstRunNo !== undefined && (
        <Alert
          severity="info"
          sx={{ mb: 1 }}
          action={
            <Button
              color="inherit"
              size="small"
              onClick={() => setSearch({ verdict: search.verdict })}
            >
              {translate("scope.customers.all")}
            </Button>
          }
        >
          {translate(`scope.customers.${search.difference ?? "added"}`, {
            no: run.no,
            against: search.againstRunNo,
          })}
        </Alert>
      )}
      {error && <Failure error={error} />}
      {first && (
        <Typography variant="body2" color="textSecondary" role="status">
          {translate(
            first.isCapped ? "scope.customers.capped" : "scope.customers.shown",
            { shown: numberText(rows.length), total: numberText(first.total) },
          )}
        </Typography>
      )}
      {rows.length > 0 && (
        <CustomerTable
          rows={rows}
          onExplain={explainer ? setExplained : undefined}
        />
      )}
      {hasNextPage && (
        <Button
          disabled={isFetching}
          onClick={() => void fetchNextPage()}
          sx={{ mt: 1 }}
        >
          {translate("scope.customers.more")}
        </Button>
      )}
      {explained && explainer && (
        <Explanation
          run={explainer}
          account={{
            memberBase: explained.memberBase.code,
            customerNo: explained.customerNo,
          }}
          name={explained.name}
          onClose={() => setExplained(null)}
        />
      )}
    </Section>
  );
}

function SearchBar({
  run,
  search,
  onSearch,
}: {
  run: ScopeRun;
  search: Search;
  onSearch: (search: Search) => void;
}) {
  const translate = useTranslate();
  const { againstRunNo, difference, verdict, exposureNo } = search;
  const base = { againstRunNo, difference };
  return (
    <Stack
      direction="row"
      className="keii-screen-only"
      sx={{ gap: 1, flexWrap: "wrap", mb: 1 }}
    >
      {againstRunNo === undefined && (
        <TextField
          select
          size="small"
          fullWidth={false}
          label={translate("scope.customers.verdict")}
          value={verdict ?? ""}
          onChange={(event) =>
            onSearch({
              ...base,
              exposureNo,
              verdict: (event.target.value || undefined) as Search["verdict"],
            })
          }
          sx={{ width: 220 }}
          slotProps={withEmpty}
        >
          <MenuItem value="">{translate("scope.customers.both")}</MenuItem>
          <MenuItem value="affected">
            {translate("scope.verdict.affected")}
          </MenuItem>
          <MenuItem value="unlisted">
            {translate("scope.verdict.unlisted")}
          </MenuItem>
        </TextField>
      )}
      <TextField
        select
        size="small"
        fullWidth={false}
        label={translate("scope.facet.exposure")}
        value={exposureNo ?? ""}
        onChange={(event) =>
          onSearch({
            ...base,
            verdict,
            exposureNo: Number(event.target.value) || undefined,
          })
        }
        sx={{ width: 260 }}
        slotProps={withEmpty}
      >
        <MenuItem value="">{translate("scope.customers.anyExposure")}</MenuItem>
        {run.exposures.map(({ no, name }) => (
          <MenuItem key={no} value={no}>
            {circled(no)} {name}
          </MenuItem>
        ))}
      </TextField>
    </Stack>
  );
}

/** That nothing is chosen is said as well. */
const withEmpty = {
  select: { displayEmpty: true },
  inputLabel: { shrink: true },
} as const;

function CustomerTable({
  rows,
  onExplain,
}: {
  rows: readonly ScopeResult[];
  onExplain: ((row: ScopeResult) => void) | undefined;
}) {
  const translate = useTranslate();
  const countText = useCountText();
  const createPath = useCreatePath();
  const mayOpen = useMay("customers.read");
  const label = (field: string) =>
    translate(`resources.scope-results.fields.${field}`);
  return (
    <WideTable label={translate("scope.customers.table")} data-keii-rows>
      <Table size="small" sx={{ fontVariantNumeric: "tabular-nums" }}>
        <TableHead>
          <TableRow>
            <TableCell>{label("customerNo")}</TableCell>
            <TableCell>{label("name")}</TableCell>
            <TableCell>{label("verdict")}</TableCell>
            <TableCell>{label("exposures")}</TableCell>
            <TableCell align="right">{label("counts")}</TableCell>
            <TableCell>{label("why")}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <TableRow key={`${row.memberBase.code} ${row.customerNo}`}>
              <TableCell
                component="th"
                scope="row"
                sx={{ whiteSpace: "nowrap" }}
              >
                {row.customerId !== null && mayOpen ? (
                  <TextLink
                    component={Link}
                    color="inherit"
                    to={createPath({
                      resource: "customers",
                      type: "show",
                      id: row.customerId,
                    })}
                  >
                    {row.customerNo}
                  </TextLink>
                ) : (
                  row.customerNo
                )}{" "}
                <Box component="span" sx={{ color: "text.secondary" }}>
                  {row.memberBase.code}
                </Box>
              </TableCell>
              <TableCell sx={{ whiteSpace: "nowrap" }}>{row.name}</TableCell>
              <TableCell>{translate(`scope.verdict.${row.verdict}`)}</TableCell>
              <TableCell>{row.exposureNos.map(circled).join(" ")}</TableCell>
              <TableCell align="right" sx={{ whiteSpace: "nowrap" }}>
                {countText("cards", row.cards)}
                {translate("app.comma")}
                {countText("purchases", row.purchases)}
              </TableCell>
              <TableCell>
                {onExplain && (
                  <Button
                    size="small"
                    color="inherit"
                    data-keii-edit
                    aria-label={translate("scope.explainOf", {
                      no: row.customerNo,
                    })}
                    onClick={() => onExplain(row)}
                  >
                    {translate("scope.explain")}
                  </Button>
                )}{" "}
                {row.customerId === null &&
                  translate("scope.customers.unknown")}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </WideTable>
  );
}

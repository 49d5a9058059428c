import {
  Box,
  Link as TextLink,
  MenuItem,
  TextField,
  Typography,
} from "@mui/material";
import { useQuery } from "@tanstack/react-query";
import { useTranslate } from "ra-core";
import type { ScopeDifference, ScopeRun } from "@keii/shared";
import { call } from "../app/http.js";
import { useIncident, useMay } from "../app/Incident.js";
import { Section } from "../app/Section.js";
import { useCountText } from "../app/use-count-text.js";
import { useResultSearch } from "./use-result-search.js";

/** What came, went and stayed against another run; each figure opens the list of those customers. */
export function RunDifference({
  run,
  runs,
}: {
  run: ScopeRun;
  runs: readonly ScopeRun[];
}) {
  const { id } = useIncident();
  const translate = useTranslate();
  const countText = useCountText();
  const mayRead = useMay("scope.read");
  const [search, setSearch] = useResultSearch();
  const others = runs.filter(
    ({ no, figures }) => no !== run.no && figures !== null,
  );
  const before = others.find(({ no }) => no < run.no) ?? others[0];
  const against = search.againstRunNo ?? before?.no;
  const { data } = useQuery({
    queryKey: ["scope-runs", id, "difference", run.id, against],
    enabled: against !== undefined,
    queryFn: async ({ signal }) =>
      (
        await call<ScopeDifference>(
          `/incidents/${id}/scope-runs/${run.id}/difference?against=${against}`,
          { signal },
        )
      ).data,
    staleTime: Infinity,
  });
  if (against === undefined) return null;
  return (
    <Section title={translate("scope.difference")}>
      <TextField
        select
        fullWidth={false}
        size="small"
        label={translate("scope.difference.against")}
        value={against}
        onChange={(event) =>
          setSearch({
            difference: search.difference ?? "added",
            againstRunNo: Number(event.target.value),
          })
        }
        sx={{ width: 260, mb: 1 }}
      >
        {others.map(({ no, state }) => (
          <MenuItem key={no} value={no}>
            {translate("scope.runNo", { no })}{" "}
            {translate(`scope.state.${state}`)}
          </MenuItem>
        ))}
      </TextField>
      {data && (
        <Box
          component="ul"
          sx={{
            listStyle: "none",
            p: 0,
            m: 0,
            display: "flex",
            flexWrap: "wrap",
            columnGap: 4,
            fontVariantNumeric: "tabular-nums",
          }}
        >
          {(["added", "removed", "unchanged"] as const).map((difference) => (
            <li key={difference}>
              <Typography
                component="span"
                color="textSecondary"
                variant="body2"
              >
                {translate(`scope.difference.${difference}`)}
              </Typography>{" "}
              {mayRead ? (
                <TextLink
                  component="button"
                  type="button"
                  color="inherit"
                  sx={{ fontSize: "1.125rem", verticalAlign: "baseline" }}
                  onClick={() => {
                    setSearch({ againstRunNo: against, difference });
                    document
                      .getElementById("keii-run-customers")
                      ?.scrollIntoView({ block: "start" });
                  }}
                >
                  {sign[difference]}
                  {countText("accounts", data[difference])}
                </TextLink>
              ) : (
                <>
                  {sign[difference]}
                  {countText("accounts", data[difference])}
                </>
              )}
            </li>
          ))}
        </Box>
      )}
    </Section>
  );
}

const sign = { added: "＋", removed: "−", unchanged: "" } as const;

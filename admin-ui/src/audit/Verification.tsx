import { Alert, Box, Button, Stack, Typography } from "@mui/material";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslate } from "ra-core";
import { useState } from "react";
import {
  auditKindOf,
  type AuditBreak,
  type AuditVerification,
} from "@keii/shared";
import { Failure } from "../app/Failure.js";
import { call } from "../app/http.js";
import { useLanguage } from "../app/i18n.js";
import { InstantText } from "../app/MomentText.js";
import { useTeller } from "../app/use-teller.js";

const path = "/audit/verification";
const queryKey = ["audit", "verification"];

/** The newest verification in words, and the button for another. */
export function Verification() {
  const translate = useTranslate();
  const queries = useQueryClient();
  // A long verification answers later: until then the newest one is still this.
  const [outdated, setOutdated] = useState<string | null>(null);
  const isOutdated = (result: AuditVerification | null | undefined) =>
    outdated !== null && (result?.checkedAt ?? "") === outdated;
  const newest = useQuery({
    queryKey,
    queryFn: async ({ signal }) =>
      (await call<AuditVerification | null>(path, { signal })).data ?? null,
    refetchInterval: ({ state }) => (isOutdated(state.data) ? 3000 : false),
  });
  const run = useMutation({
    mutationFn: async () =>
      (await call<AuditVerification | null>(path, { method: "POST", body: {} }))
        .data ?? null,
    onSuccess: (result) =>
      setOutdated(result ? null : (newest.data?.checkedAt ?? "")),
    onSettled: () => queries.invalidateQueries({ queryKey: ["audit"] }),
  });
  const isRunning = run.isPending || isOutdated(newest.data);
  const error: unknown = run.error ?? newest.error;
  return (
    <Box
      component="section"
      aria-labelledby="audit-verification"
      sx={{
        my: 2,
        py: 1.5,
        borderTop: 1,
        borderBottom: 1,
        borderColor: "divider",
      }}
    >
      <Stack
        direction="row"
        sx={{ gap: 2, flexWrap: "wrap", alignItems: "start" }}
      >
        <Box sx={{ flex: "1 1 320px", minWidth: 0 }}>
          <Typography variant="h2" id="audit-verification">
            {translate("audit.verify.title")}
          </Typography>
          <Typography variant="body2">
            {translate("audit.verify.intro")}
          </Typography>
        </Box>
        <Button
          variant="outlined"
          className="keii-screen-only"
          disabled={isRunning}
          onClick={() => run.mutate()}
        >
          {translate(
            isRunning ? "audit.verify.running" : "audit.verify.button",
          )}
        </Button>
      </Stack>
      <Box aria-live="polite" sx={{ mt: 1 }}>
        {error ? <Failure error={error} /> : null}
        {isRunning ? (
          <Typography variant="body2">
            {translate("audit.verify.runningHint")}
          </Typography>
        ) : newest.data ? (
          <VerificationResult result={newest.data} />
        ) : newest.isSuccess ? (
          <Typography variant="body2">
            {translate("audit.verify.never")}
          </Typography>
        ) : null}
      </Box>
    </Box>
  );
}

/** A verification told: how many entries, how many sealed, and what is broken first. */
export function VerificationResult({ result }: { result: AuditVerification }) {
  const translate = useTranslate();
  const { unsealed, oldestUnsealedSeconds, checkpoints } = result;
  const counts = useCounts(result);
  return (
    <Stack sx={{ gap: 1 }}>
      {result.valid ? (
        <Typography sx={{ fontWeight: 600 }}>
          <span aria-hidden>✓ </span>
          {translate("audit.verify.valid", counts)}
        </Typography>
      ) : (
        <Broken result={result} />
      )}
      {unsealed > 0 && (
        <Typography variant="body2">
          {translate("audit.verify.unsealed", {
            smart_count: unsealed,
            seconds: Math.round(oldestUnsealedSeconds ?? 0),
          })}
        </Typography>
      )}
      <Typography variant="body2">
        {checkpoints === 0
          ? translate("audit.verify.noCheckpoints")
          : translate(
              result.valid
                ? "audit.verify.checkpoints"
                : "audit.verify.checkpointsUnknown",
              { smart_count: checkpoints },
            )}
      </Typography>
      {result.uncovered > 0 && checkpoints > 0 && (
        <Typography variant="body2">
          {translate("audit.verify.uncovered", {
            smart_count: result.uncovered,
          })}
        </Typography>
      )}
      <CheckedAt result={result} />
    </Stack>
  );
}

/** Large numbers as the language writes them. */
function useCounts({ entries, sealed }: AuditVerification) {
  const numbers = new Intl.NumberFormat(useLanguage());
  return { entries: numbers.format(entries), sealed: numbers.format(sealed) };
}

function CheckedAt({ result }: { result: AuditVerification }) {
  const translate = useTranslate();
  const { date } = useTeller();
  return (
    <Typography variant="caption" color="textSecondary">
      {translate("audit.verify.checkedAt", {
        date: date(result.checkedAt),
        seconds: (result.milliseconds / 1000).toFixed(1),
      })}
    </Typography>
  );
}

/** As many as a verification names; there may be more. */
const mostNamed = 100;

function Broken({ result }: { result: AuditVerification }) {
  const translate = useTranslate();
  const { breaks, firstBroken } = result;
  const counts = useCounts(result);
  const [first = firstBroken, ...others] = breaks;
  return (
    <Alert severity="error" sx={{ borderColor: "secondary.main" }}>
      <Typography sx={{ fontWeight: 600 }}>
        {translate(
          breaks.length >= mostNamed
            ? "audit.verify.invalidMany"
            : "audit.verify.invalid",
          { smart_count: Math.max(breaks.length, 1) },
        )}
      </Typography>
      <Typography variant="body2">
        {translate("audit.verify.counts", counts)}
      </Typography>
      {first && (
        <Typography variant="body2" sx={{ mt: 1 }}>
          {translate("audit.verify.first")}: <BreakText found={first} />
        </Typography>
      )}
      {others.length > 0 && (
        <details>
          <Typography
            variant="body2"
            component="summary"
            sx={{ cursor: "pointer" }}
          >
            {translate("audit.verify.others", { smart_count: others.length })}
          </Typography>
          <Box component="ol" sx={{ m: 0, pl: 3, typography: "body2" }}>
            {others.map((found, i) => (
              <li key={i}>
                <BreakText found={found} />
              </li>
            ))}
          </Box>
        </details>
      )}
      <Typography variant="body2" sx={{ mt: 1 }}>
        {translate("audit.verify.advice")}
      </Typography>
    </Alert>
  );
}

function BreakText({ found }: { found: AuditBreak }) {
  const translate = useTranslate();
  const places = [
    found.table &&
      translate("audit.verify.place.row", {
        kind: translate(`audit.resource.${auditKindOf(found.table)}`, {
          _: found.table,
        }),
      }),
    found.rowId,
    found.entryId &&
      translate("audit.verify.place.entry", { id: found.entryId }),
    found.sealNo && translate("audit.verify.place.seal", { no: found.sealNo }),
  ].filter(Boolean);
  return (
    <>
      {translate(`audit.break.${found.kind}`)}
      {places.length > 0 && ` (${places.join(translate("audit.value.comma"))})`}
      {found.at && (
        <>
          {" "}
          <InstantText at={found.at} />
        </>
      )}
    </>
  );
}

import { Box, Button, Stack, Typography } from "@mui/material";
import { useCreatePath, useTranslate } from "ra-core";
import { useState } from "react";
import { Link } from "react-router";
import type {
  Exposure,
  PinnedExposure,
  ScopeCount,
  ScopeRun,
} from "@keii/shared";
import { useMay } from "../app/Incident.js";
import { useIsFresh } from "../app/live.js";
import { useCountText } from "../app/use-count-text.js";
import { circled } from "../exposures/exposure-text.js";
import {
  toldOf,
  toldOfPinned,
  useExposureSentence,
} from "../exposures/use-exposure-sentence.js";
import { WithdrawExposure } from "../exposures/WithdrawExposure.js";
import { choosesTheSame } from "./changed-since.js";

/** The exposures of the record, each in one sentence with what it gave in the newest run. */
export function ExposureCards({
  exposures,
  run,
  counts,
}: {
  exposures: readonly Exposure[];
  run: ScopeRun | undefined;
  counts: readonly ScopeCount[] | undefined;
}) {
  const translate = useTranslate();
  const [hasWithdrawn, setHasWithdrawn] = useState(false);
  const current = exposures.filter(({ state }) => state === "current");
  const withdrawn = exposures.filter(({ state }) => state === "withdrawn");
  return (
    <Stack sx={{ gap: 1 }}>
      {current.map((exposure) => (
        <ExposureCard
          key={exposure.id}
          exposure={exposure}
          run={run}
          counts={counts}
        />
      ))}
      {withdrawn.length > 0 && (
        <Box>
          <Button
            color="inherit"
            size="small"
            aria-expanded={hasWithdrawn}
            onClick={() => setHasWithdrawn(!hasWithdrawn)}
          >
            {translate("exposures.withdrawnCount", {
              smart_count: withdrawn.length,
            })}
          </Button>
          {hasWithdrawn &&
            withdrawn.map((exposure) => (
              <WithdrawnCard key={exposure.id} exposure={exposure} />
            ))}
        </Box>
      )}
    </Stack>
  );
}

function ExposureCard({
  exposure,
  run,
  counts,
}: {
  exposure: Exposure;
  run: ScopeRun | undefined;
  counts: readonly ScopeCount[] | undefined;
}) {
  const translate = useTranslate();
  const createPath = useCreatePath();
  const sentence = useExposureSentence();
  const isFresh = useIsFresh();
  const mayWrite = useMay("scope.write");
  const [isWithdrawing, setIsWithdrawing] = useState(false);
  const { id, no, name, vector } = exposure;
  const pinned = run?.exposures.find((one) => one.no === no);
  const isChanged =
    run !== undefined && (!pinned || !choosesTheSame(exposure, pinned));
  return (
    <Box
      data-keii-row
      tabIndex={-1}
      className={isFresh("exposures", id) ? "keii-fresh" : undefined}
      sx={card}
    >
      <Typography>
        <b>{circled(no)}</b> {sentence(toldOf(exposure))}
      </Typography>
      {vector !== "" && (
        <Typography variant="body2" color="textSecondary">
          {vector}
        </Typography>
      )}
      <Stack
        direction="row"
        sx={{ alignItems: "center", flexWrap: "wrap", columnGap: 1 }}
      >
        <GivenCount no={no} counts={pinned && counts} />
        {isChanged && (
          <Typography variant="body2" color="warning">
            {translate(
              pinned ? "exposures.changedSince" : "exposures.newSince",
            )}
          </Typography>
        )}
        {mayWrite && (
          <Box className="keii-screen-only" sx={{ ml: "auto" }}>
            <Button
              component={Link}
              size="small"
              color="inherit"
              data-keii-edit
              to={createPath({ resource: "exposures", type: "edit", id })}
              aria-label={translate("exposures.editOf", { name })}
            >
              {translate("ra.action.edit")}
            </Button>
            <Button
              size="small"
              color="inherit"
              aria-label={translate("exposures.withdrawOf", { name })}
              onClick={() => setIsWithdrawing(true)}
            >
              {translate("exposures.withdraw")}
            </Button>
          </Box>
        )}
      </Stack>
      {isWithdrawing && (
        <WithdrawExposure
          exposure={exposure}
          onClose={() => setIsWithdrawing(false)}
        />
      )}
    </Box>
  );
}

const card = {
  border: 1,
  borderColor: "divider",
  bgcolor: "background.paper",
  borderRadius: 1,
  px: 1.5,
  py: 1,
  overflowWrap: "anywhere",
} as const;

function WithdrawnCard({ exposure }: { exposure: Exposure }) {
  const translate = useTranslate();
  const sentence = useExposureSentence();
  return (
    <Box sx={{ ...card, mt: 1 }}>
      <Typography variant="body2" sx={{ textDecoration: "line-through" }}>
        {circled(exposure.no)} {sentence(toldOf(exposure))}
      </Typography>
      <Typography variant="body2" color="textSecondary">
        {translate("exposures.withdrawn", {
          reason: exposure.withdrawalReason,
        })}
      </Typography>
    </Box>
  );
}

function GivenCount({
  no,
  counts,
}: {
  no: number;
  counts: readonly ScopeCount[] | undefined;
}) {
  const translate = useTranslate();
  const countText = useCountText();
  const count = counts?.find(
    ({ facet, key }) => facet === "exposure" && key === String(no),
  );
  if (!counts) return null;
  return (
    <Typography sx={{ fontVariantNumeric: "tabular-nums", fontWeight: 700 }}>
      {translate("exposures.delta", {
        cards: countText("cards", count?.cards ?? 0),
        persons: countText("persons", count?.persons ?? 0),
      })}
    </Typography>
  );
}

/** The exposures as a run saw them: for its page, and for who reads figures only. */
export function PinnedCards({
  exposures,
  counts,
}: {
  exposures: readonly PinnedExposure[];
  counts: readonly ScopeCount[] | undefined;
}) {
  const sentence = useExposureSentence();
  return (
    <Stack sx={{ gap: 1 }}>
      {exposures.map((pinned) => (
        <Box key={pinned.no} sx={card}>
          <Typography>
            <b>{circled(pinned.no)}</b> {sentence(toldOfPinned(pinned))}
          </Typography>
          <GivenCount no={pinned.no} counts={counts} />
        </Box>
      ))}
    </Stack>
  );
}

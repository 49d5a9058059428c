import {
  Alert,
  Box,
  Button,
  Link as TextLink,
  Stack,
  Typography,
} from "@mui/material";
import { useCreatePath, useTranslate } from "ra-core";
import { useMemo } from "react";
import { Link, useNavigate } from "react-router";
import type { Exposure, ScopeRun } from "@keii/shared";
import { Empty } from "../app/Empty.js";
import { Failure } from "../app/Failure.js";
import { useIncident, useMay } from "../app/Incident.js";
import { useListKeys } from "../app/ListPage.js";
import { InstantText } from "../app/MomentText.js";
import { PageTitle } from "../app/PageTitle.js";
import { Section } from "../app/Section.js";
import { useExposures } from "../exposures/records.js";
import { windowOf } from "../exposures/window.js";
import { changedSince } from "./changed-since.js";
import { CombinationTable, CountTables } from "./CountTables.js";
import { ExposureCards, PinnedCards } from "./ExposureCards.js";
import { GivenFigures } from "./GivenFigures.js";
import { GivenListsNote } from "./GivenListsNote.js";
import { PurchaseSection } from "./PurchaseSection.js";
import {
  standingOf,
  useCounts,
  useNewestBatchNo,
  usePurchaseDays,
  useRuns,
} from "./records.js";
import { RunButton } from "./RunButton.js";
import { RunFigures } from "./RunFigures.js";
import { RunState } from "./RunState.js";
import { RunTable } from "./RunTable.js";

/** Who is affected: the exposures, the purchases under their windows, and what the runs said. */
export function ScopePage() {
  const translate = useTranslate();
  const createPath = useCreatePath();
  const navigate = useNavigate();
  const mayWrite = useMay("scope.write");
  const { data: runs, error } = useRuns();
  const { data: days } = usePurchaseDays("method");
  const exposures = useExposures();
  const current = exposures?.filter(({ state }) => state === "current") ?? [];
  const create = createPath({ resource: "exposures", type: "create" });
  useListKeys(mayWrite ? () => void navigate(create) : undefined);
  if (error && !runs)
    return (
      <>
        <PageTitle title="scope.title" />
        <Failure error={error} />
      </>
    );
  if (!runs || !days) return <PageTitle title="scope.title" />;
  const { newest } = standingOf(runs);
  const hasNothing = days.length === 0 && runs.length === 0;
  return (
    <>
      <PageTitle title="scope.title">
        <ImportsLink />
        {current.length > 0 && <RunButton />}
      </PageTitle>
      {hasNothing && <NoPurchases />}
      {newest && <Answer run={newest} runs={runs} exposures={exposures} />}
      {(!hasNothing || current.length > 0) && (
        <Exposures exposures={exposures} run={newest} create={create} />
      )}
      {newest && <Parts run={newest} />}
      {runs.length > 0 && (
        <Section
          title={translate("scope.runs")}
          actions={
            <Button
              component={Link}
              color="inherit"
              to={createPath({ resource: "scope-runs", type: "list" })}
            >
              {translate("scope.runs.all")}
            </Button>
          }
        >
          <RunTable runs={runs.slice(0, 5)} />
        </Section>
      )}
      {(!hasNothing || runs.length > 0) && <GivenFigures />}
      <GivenListsNote />
    </>
  );
}

function ImportsLink() {
  const { id } = useIncident();
  const translate = useTranslate();
  const mayRead = useMay("scope.read");
  if (!mayRead) return null;
  return (
    <Button
      component={Link}
      color="inherit"
      to={`/incidents/${id}/import-batches`}
    >
      {translate("scope.toImports")}
    </Button>
  );
}

/** Nothing was imported yet: the first step is there. */
function NoPurchases() {
  const { id } = useIncident();
  const translate = useTranslate();
  const mayWrite = useMay("scope.write");
  return (
    <Empty
      title="scope.empty.title"
      text="scope.empty.text"
      example="scope.empty.example"
    >
      {mayWrite && (
        <Button
          component={Link}
          variant="contained"
          to={`/incidents/${id}/import-batches`}
        >
          {translate("scope.empty.import")}
        </Button>
      )}
    </Empty>
  );
}

/** The newest answer before everything else: how many, by which run, and whether it still holds. */
function Answer({
  run,
  runs,
  exposures,
}: {
  run: ScopeRun;
  runs: readonly ScopeRun[];
  exposures: readonly Exposure[] | undefined;
}) {
  const translate = useTranslate();
  const createPath = useCreatePath();
  const { frozen } = standingOf(runs);
  const changed = changedSince(run, exposures, useNewestBatchNo());
  const pathOf = ({ id }: ScopeRun) =>
    createPath({ resource: "scope-runs", type: "show", id });
  return (
    <Box sx={{ mb: 2 }}>
      {run.figures && <RunFigures figures={run.figures} />}
      <Stack direction="row" sx={{ columnGap: 2, flexWrap: "wrap" }}>
        <TextLink component={Link} to={pathOf(run)} color="inherit">
          {translate("scope.runNo", { no: run.no })}
        </TextLink>
        <RunState run={run} />
        <Typography variant="body2" color="textSecondary">
          <InstantText at={run.createdAt} />{" "}
          {translate("scope.asOfBatch", { no: run.batchNo })}
        </Typography>
        {frozen && frozen.id !== run.id && (
          <TextLink component={Link} to={pathOf(frozen)} color="inherit">
            {translate("scope.frozenIs", { no: frozen.no })}
          </TextLink>
        )}
      </Stack>
      {(changed.exposures || changed.imports) && (
        <Alert severity="warning" sx={{ mt: 1 }}>
          {[
            changed.exposures &&
              translate("scope.changed.exposures", { no: run.no }),
            changed.imports &&
              translate("scope.changed.imports", { no: run.no }),
            translate("scope.changed.again"),
          ]
            .filter(Boolean)
            .join(" ")}
        </Alert>
      )}
    </Box>
  );
}

/** Left the exposures in words, right the purchases under their windows. */
function Exposures({
  exposures,
  run,
  create,
}: {
  exposures: readonly Exposure[] | undefined;
  run: ScopeRun | undefined;
  create: string;
}) {
  const translate = useTranslate();
  const mayWrite = useMay("scope.write");
  const counts = useCounts(run?.id);
  const current = useMemo(
    () => exposures?.filter(({ state }) => state === "current"),
    [exposures],
  );
  const windows = useMemo(
    () =>
      current?.map(({ id, no, name, subject, ...window }) => ({
        id,
        no,
        name,
        subject,
        window,
      })) ??
      run?.exposures.map((pinned) => ({
        id: null,
        no: pinned.no,
        name: pinned.name,
        subject: pinned.subject,
        window: windowOf(pinned),
      })) ??
      [],
    [current, run],
  );
  const add = mayWrite && (
    <Button component={Link} to={create} variant="outlined">
      {translate("exposures.add")}
    </Button>
  );
  return (
    <Box
      sx={{
        display: "grid",
        columnGap: 3,
        gridTemplateColumns: {
          xs: "minmax(0, 1fr)",
          lg: "minmax(280px, 340px) minmax(0, 1fr)",
        },
      }}
    >
      <Section title={translate("exposures.title")} actions={add}>
        {exposures && current?.length === 0 && (
          <Empty
            title="exposures.empty.title"
            text="exposures.empty.text"
            example="exposures.empty.example"
          />
        )}
        {exposures ? (
          <ExposureCards exposures={exposures} run={run} counts={counts} />
        ) : (
          run && <PinnedCards exposures={run.exposures} counts={counts} />
        )}
      </Section>
      <Section title={translate("scope.picture.title")}>
        <PurchaseSection exposures={current ?? []} windows={windows} />
      </Section>
    </Box>
  );
}

/** The newest run in parts. */
export function Parts({ run }: { run: ScopeRun }) {
  const translate = useTranslate();
  const counts = useCounts(run.id);
  if (!counts) return null;
  return (
    <>
      <Section title={translate("scope.combinations", { no: run.no })}>
        <CombinationTable counts={counts} run={run} />
      </Section>
      <Section title={translate("scope.partsOf", { no: run.no })}>
        <CountTables counts={counts} />
        <Typography variant="caption" color="textSecondary" component="p">
          {translate("scope.parts.hint")}
        </Typography>
      </Section>
    </>
  );
}

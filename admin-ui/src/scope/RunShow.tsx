import { Alert, Box, Button } from "@mui/material";
import { useGetOne, useTranslate } from "react-admin";
import { useState } from "react";
import { useParams } from "react-router";
import type { ScopeRun } from "@keii/shared";
import { Fact, Facts } from "../app/Facts.js";
import { FailurePage } from "../app/Failure.js";
import { useMay } from "../app/Incident.js";
import { InstantText } from "../app/MomentText.js";
import { PageTitle } from "../app/PageTitle.js";
import { Section } from "../app/Section.js";
import { PinnedCards } from "./ExposureCards.js";
import { FreezeRun } from "./FreezeRun.js";
import { useCounts, useRuns } from "./records.js";
import { RunCustomers } from "./RunCustomers.js";
import { RunDifference } from "./RunDifference.js";
import { RunFigures } from "./RunFigures.js";
import { RunState } from "./RunState.js";
import { Parts } from "./ScopePage.js";
import { ToScope } from "./ToScope.js";

/** One run: how many, by which exposures, what changed, who they are, and why. */
export function RunShow() {
  const { id = "" } = useParams<{ id: string }>();
  const { data: run, error } = useGetOne<ScopeRun>(
    "scope-runs",
    { id },
    { retry: false },
  );
  if (error) return <FailurePage error={error} />;
  if (!run) return null;
  return <Run key={run.id} run={run} />;
}

function Run({ run }: { run: ScopeRun }) {
  const translate = useTranslate();
  const mayRead = useMay("scope.read");
  const mayWrite = useMay("scope.write");
  const counts = useCounts(run.id);
  const { data: runs = [] } = useRuns();
  const [isFreezing, setIsFreezing] = useState(false);
  const { no, state, isFreezeAsked, figures, problem } = run;
  return (
    <>
      <PageTitle text={translate("scope.runTitle", { no })}>
        <ToScope />
        {mayWrite && state === "done" && !isFreezeAsked && (
          <Button
            variant="contained"
            color="secondary"
            onClick={() => setIsFreezing(true)}
          >
            {translate("scope.freeze")}
          </Button>
        )}
      </PageTitle>
      {problem && (
        <Alert severity="error" sx={{ mb: 2 }}>
          {problem}
        </Alert>
      )}
      {figures && <RunFigures figures={figures} />}
      <Box sx={{ mb: 3 }}>
        <RunFacts run={run} />
      </Box>
      <Section title={translate("scope.pinned")}>
        <PinnedCards exposures={run.exposures} counts={counts} />
      </Section>
      <RunDifference run={run} runs={runs} />
      <Parts run={run} />
      {mayRead && <RunCustomers run={run} runs={runs} />}
      {isFreezing && (
        <FreezeRun
          run={run}
          former={runs.find((one) => one.state === "frozen")}
          onClose={() => setIsFreezing(false)}
        />
      )}
    </>
  );
}

function RunFacts({ run }: { run: ScopeRun }) {
  const translate = useTranslate();
  const label = (field: string) =>
    translate(`resources.scope-runs.fields.${field}`);
  const { createdAt, createdBy, batchNo, frozenAt, freezeReason } = run;
  const { freezeAskedBy, frozenBy } = run;
  return (
    <Facts>
      <Fact name={label("state")}>
        <RunState run={run} />
      </Fact>
      <Fact name={label("createdAt")}>
        <InstantText at={createdAt} /> {createdBy?.name}
      </Fact>
      <Fact name={label("batchNo")}>
        {translate("scope.asOfBatch", { no: batchNo })}
      </Fact>
      {run.isFreezeAsked && freezeAskedBy && (
        <Fact name={translate("scope.freezeAsked")}>
          {translate("scope.freezeAsked.by", { name: freezeAskedBy.name })}
        </Fact>
      )}
      {frozenAt && (
        <Fact name={label("frozenAt")}>
          <InstantText at={frozenAt} />{" "}
          {freezeAskedBy &&
            frozenBy &&
            translate("scope.frozen.by", {
              asked: freezeAskedBy.name,
              approved: frozenBy.name,
            })}
        </Fact>
      )}
      {freezeReason && <Fact name={label("freezeReason")}>{freezeReason}</Fact>}
    </Facts>
  );
}

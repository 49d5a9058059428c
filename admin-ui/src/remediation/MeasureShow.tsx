import { Alert, Box, Button } from "@mui/material";
import { useCreatePath, useGetOne, useTranslate } from "react-admin";
import { useState } from "react";
import { Link, useParams } from "react-router";
import {
  isPreserved,
  remediationMomentsIn,
  remediationTransitions,
  type RemediationMeasure,
  type RemediationMoment,
  type RemediationMomentKind,
  type RemediationStateChange,
} from "@keii/shared";
import { Fact, Facts } from "../app/Facts.js";
import { FailurePage } from "../app/Failure.js";
import { useMay } from "../app/Incident.js";
import { useKey } from "../app/keys.js";
import { DayText, MomentText } from "../app/MomentText.js";
import { PageTitle } from "../app/PageTitle.js";
import { useSignedInUser } from "../app/session.js";
import { DueText } from "./DueText.js";
import {
  ChangeMeasure,
  ChangeMeasureState,
  MarkMeasure,
  MoveMoment,
  WithdrawMeasure,
} from "./MeasureDialogs.js";
import { MeasureState } from "./MeasureState.js";
import { WorkLog } from "./WorkLog.js";

/** One measure with its moments, its wording and the work on it. */
export function MeasureShow() {
  const { id } = useParams<{ id: string }>();
  const { data, error } = useGetOne<RemediationMeasure>(
    "remediation",
    { id: id ?? "" },
    { retry: false },
  );
  const translate = useTranslate();
  if (error) return <FailurePage error={error} />;
  if (!data) return null;
  const isGone = data.state === "withdrawn";
  return (
    <Box sx={{ maxWidth: 860 }}>
      <PageTitle text={data.title}>
        <MeasureActs key={data.id} measure={data} />
      </PageTitle>
      {data.stateReason !== null && (
        <Alert severity="warning" sx={{ mb: 2 }}>
          {translate(`remediation.${data.state}.because`, {
            reason: data.stateReason,
          })}
        </Alert>
      )}
      {data.deletesData && !isPreserved(data) && !isGone && (
        <Alert severity="warning" sx={{ mb: 2 }}>
          {translate("remediation.preserved.missing")}
        </Alert>
      )}
      <Box sx={{ mb: 3, textDecoration: isGone ? "line-through" : undefined }}>
        <MeasureFacts measure={data} />
      </Box>
      <WorkLog key={data.id} measure={data} />
    </Box>
  );
}

type Open =
  | { act: "edit" | "withdraw" }
  | { act: "mark"; kind: RemediationMomentKind }
  | { act: "state"; state: RemediationStateChange["state"] };

function MeasureActs({ measure }: { measure: RemediationMeasure }) {
  const translate = useTranslate();
  const createPath = useCreatePath();
  const me = useSignedInUser();
  const isOpen = measure.state !== "withdrawn";
  const mayWrite = useMay("remediation.write") && isOpen;
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  useKey("e", "app.keys.edit", () => setOpen({ act: "edit" }), mayWrite);
  const { marks, states } = nextOf(measure);
  const isMine = measure.doneBy !== null && measure.doneBy.id === me?.id;
  return (
    <>
      <Button
        component={Link}
        to={createPath({ resource: "remediation", type: "list" })}
        color="inherit"
      >
        {translate("remediation.back")}
      </Button>
      {mayWrite && (
        <>
          {!measure.isPromise && (
            <Button
              color="inherit"
              onClick={() => setOpen({ act: "withdraw" })}
            >
              {translate("remediation.withdraw")}
            </Button>
          )}
          {states.map((state) => (
            <Button
              key={state}
              color="inherit"
              onClick={() => setOpen({ act: "state", state })}
            >
              {translate(`remediation.to.${state}`)}
            </Button>
          ))}
          <Button variant="outlined" onClick={() => setOpen({ act: "edit" })}>
            {translate("ra.action.edit")}
          </Button>
          {marks
            .filter((kind) => kind !== "verified" || !isMine)
            .map((kind) => (
              <Button
                key={kind}
                variant="contained"
                onClick={() => setOpen({ act: "mark", kind })}
              >
                {translate(`remediation.mark.${kind}`)}
              </Button>
            ))}
        </>
      )}
      {open?.act === "edit" && (
        <ChangeMeasure measure={measure} onClose={close} />
      )}
      {open?.act === "withdraw" && (
        <WithdrawMeasure measure={measure} onClose={close} />
      )}
      {open?.act === "mark" && (
        <MarkMeasure measure={measure} kind={open.kind} onClose={close} />
      )}
      {open?.act === "state" && (
        <ChangeMeasureState
          measure={measure}
          state={open.state}
          onClose={close}
        />
      )}
    </>
  );
}

/** What may come next: moments to be marked, and states that need no moment of their own. */
function nextOf(measure: RemediationMeasure): {
  marks: RemediationMomentKind[];
  states: RemediationStateChange["state"][];
} {
  const { kind, state, moments, isPromise, deletesData } = measure;
  const isHeldBack = deletesData && !isPreserved(measure);
  const known = (one: RemediationMomentKind) =>
    moments.some((moment) => moment.kind === one);
  const next = remediationTransitions[kind][state].filter(
    (to) => !isHeldBack || to === "planned" || to === "dropped",
  );
  return {
    marks: next.flatMap((to) => {
      const last = remediationMomentsIn(kind, to).at(-1);
      return last !== undefined && !known(last) ? [last] : [];
    }),
    states: (["planned", "in_progress", "dropped"] as const).filter(
      (to) =>
        next.includes(to) &&
        remediationMomentsIn(kind, to).every(known) &&
        !(to === "dropped" && isPromise),
    ),
  };
}

function MeasureFacts({ measure }: { measure: RemediationMeasure }) {
  const translate = useTranslate();
  const name = (field: string) =>
    translate(`resources.remediation.fields.${field}`);
  const { kind, detail, owner, endCondition, publicWording, moments } = measure;
  const isTemporary = kind === "temporary";
  return (
    <Facts>
      <Fact name={name("kind")}>{translate(`remediation.kind.${kind}`)}</Fact>
      <Fact name={name("state")}>
        <MeasureState measure={measure} />
      </Fact>
      {moments.map((moment) => (
        <MomentFact
          key={`${measure.id} ${moment.kind}`}
          measure={measure}
          moment={moment}
        />
      ))}
      <Fact name={name("owner")}>{owner?.name ?? "–"}</Fact>
      <Fact name={name(isTemporary ? "expectedEnd" : "due")}>
        <DueText measure={measure} />
      </Fact>
      {isTemporary && (
        <Fact name={name("endCondition")}>
          {endCondition || translate("remediation.noCondition")}
        </Fact>
      )}
      {measure.finding && (
        <Fact name={name("finding")}>
          {`${measure.finding.no}. ${measure.finding.title}`}
        </Fact>
      )}
      {detail !== "" && (
        <Fact name={name("detail")}>
          <Box component="span" sx={{ whiteSpace: "pre-line" }}>
            {detail}
          </Box>
        </Fact>
      )}
      {publicWording && (
        <Fact name={name("publicWording")}>
          {publicWording.ja && <div lang="ja">{publicWording.ja}</div>}
          {publicWording.en && publicWording.en !== publicWording.ja && (
            <div lang="en">{publicWording.en}</div>
          )}
        </Fact>
      )}
      {measure.isPromise && (
        <Fact name={name("isPromise")}>
          {translate("remediation.promise.explain")}
        </Fact>
      )}
      {measure.deletesData && (
        <Fact name={name("preserved")}>
          <Preserved measure={measure} />
        </Fact>
      )}
    </Facts>
  );
}

function MomentFact({
  measure,
  moment,
}: {
  measure: RemediationMeasure;
  moment: RemediationMoment;
}) {
  const translate = useTranslate();
  const mayWrite = useMay("remediation.write");
  const [isMoving, setIsMoving] = useState(false);
  const { kind, occurred, who } = moment;
  const by = { done: measure.doneBy, verified: measure.verifiedBy };
  const marker = kind === "done" || kind === "verified" ? by[kind] : null;
  const word = translate(`remediation.moment.${kind}`);
  return (
    <Fact name={word}>
      <MomentText moment={occurred} />
      {[who, marker && translate("remediation.markedBy", marker)]
        .filter(Boolean)
        .map((part) => ` · ${part}`)}{" "}
      {mayWrite && measure.state !== "withdrawn" && (
        <Button
          size="small"
          className="keii-screen-only"
          aria-label={translate("remediation.move.title", { kind: word })}
          onClick={() => setIsMoving(true)}
        >
          {translate("remediation.move")}
        </Button>
      )}
      {isMoving && (
        <MoveMoment
          measure={measure}
          moment={moment}
          onClose={() => setIsMoving(false)}
        />
      )}
    </Fact>
  );
}

function Preserved({ measure }: { measure: RemediationMeasure }) {
  const translate = useTranslate();
  const { preservedBy, preservedPlace, preservedOn, preservedEvidenceId } =
    measure;
  if (!isPreserved(measure))
    return <>{translate("remediation.preserved.no")}</>;
  return (
    <>
      {preservedEvidenceId !== null &&
        `${translate("remediation.preserved.file")} `}
      {[preservedBy, preservedPlace].filter(Boolean).join(" · ")}{" "}
      {preservedOn !== null && <DayText on={preservedOn} />}
    </>
  );
}

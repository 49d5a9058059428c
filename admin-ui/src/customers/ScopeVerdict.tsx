import { Alert, Box, Link, Typography } from "@mui/material";
import { useQuery } from "@tanstack/react-query";
import { useCreatePath, useGetList, useTranslate } from "ra-core";
import { Link as RouterLink } from "react-router";
import type { Customer, ScopeExplanation, ScopeRun } from "@keii/shared";
import { Failure } from "../app/Failure.js";
import { call } from "../app/http.js";
import { InstantText } from "../app/MomentText.js";
import { useKeiiDataProvider } from "../app/saving.js";
import { Section } from "../app/Section.js";
import { StateMark } from "../app/StateMark.js";
import { PurchaseTable } from "./PurchaseTable.js";

/** Whether the customer is affected, and why: as the official run says, without one as the newest does. */
export function ScopeVerdict({ customer }: { customer: Customer }) {
  const translate = useTranslate();
  const official = useNewestRun("frozen");
  const newest = useNewestRun("done", official.data?.length === 0);
  const run = official.data?.[0] ?? newest.data?.[0];
  const isNone = official.data?.length === 0 && newest.data?.length === 0;
  const error: unknown = official.error ?? newest.error;
  return (
    <Section title={translate("customers.verdict")}>
      {Boolean(error) && <Failure error={error} />}
      {isNone && (
        <Typography variant="body2" color="textSecondary">
          {translate("customers.verdict.noRun")}
        </Typography>
      )}
      {run && <Explained run={run} customer={customer} />}
    </Section>
  );
}

function useNewestRun(state: string, enabled = true) {
  return useGetList<ScopeRun>(
    "scope-runs",
    {
      filter: { state },
      sort: { field: "no", order: "DESC" },
      pagination: { page: 1, perPage: 1 },
    },
    { enabled },
  );
}

function Explained({ run, customer }: { run: ScopeRun; customer: Customer }) {
  const translate = useTranslate();
  const createPath = useCreatePath();
  const { pathOf } = useKeiiDataProvider();
  const { data, error } = useQuery({
    queryKey: ["scope-runs", run.id, "explain", customer.id],
    queryFn: async ({ signal }) =>
      (
        await call<ScopeExplanation>(
          `${pathOf("scope-runs")}/${run.id}/explain/${customer.id}`,
          { signal },
        )
      ).data,
  });
  if (error) return <Failure error={error} />;
  if (!data) return null;
  const isLater = customer.firstBatchNo > data.batchNo;
  return (
    <>
      <Typography sx={{ fontWeight: 700 }}>
        <StateMark
          isDue={data.verdict === "affected"}
          isOver={data.verdict === "not_affected"}
        >
          {translate(`scope.verdict.${data.verdict}`)}
        </StateMark>
      </Typography>
      <Typography variant="body2" sx={{ mb: 0.5 }}>
        {translate(`customers.verdict.${data.verdict}`)}
      </Typography>
      {isLater && (
        <Alert severity="warning" sx={{ my: 1 }}>
          {translate("customers.verdict.later", { no: data.runNo })}
        </Alert>
      )}
      <Exposures explanation={data} />
      <Others explanation={data} />
      <Typography variant="body2" color="textSecondary">
        <Link
          component={RouterLink}
          to={createPath({ resource: "scope-runs", type: "show", id: run.id })}
        >
          {translate("customers.verdict.run", {
            no: run.no,
            state: translate(`scope.state.${run.state}`),
          })}
        </Link>{" "}
        <InstantText at={run.frozenAt ?? data.runAt} />
      </Typography>
    </>
  );
}

/** The exposures that choose the customer, and those whose list leaves them out, each with its purchases. */
function Exposures({ explanation }: { explanation: ScopeExplanation }) {
  const translate = useTranslate();
  const told = explanation.exposures.filter(
    ({ standing }) => standing !== "outside",
  );
  return told.map(({ no, name, standing, purchases }) => (
    <Box key={no} sx={{ mb: 1.5 }}>
      <Typography variant="body2">
        <b>{name}</b>
        {" · "}
        {translate(`customers.standing.${standing}`, {
          smart_count: purchases.length,
        })}
      </Typography>
      {purchases.length > 0 && (
        <PurchaseTable
          label={translate("customers.verdict.purchasesOf", { no })}
          purchases={purchases}
        />
      )}
    </Box>
  ));
}

/** Near by, and chosen by none: what somebody at the telephone is asked about. */
function Others({ explanation }: { explanation: ScopeExplanation }) {
  const translate = useTranslate();
  const { others } = explanation;
  if (others.length === 0) return null;
  const title = translate("customers.verdict.others", {
    smart_count: others.length,
  });
  return (
    <Box component="details" sx={{ mb: 1 }}>
      <Typography
        component="summary"
        variant="body2"
        sx={{ cursor: "pointer", minHeight: 24 }}
      >
        {title}
      </Typography>
      <PurchaseTable
        label={title}
        purchases={others.map(({ because, ...one }) => ({
          ...one,
          because: because
            .map((why) => translate(`customers.because.${why}`))
            .join(translate("app.comma")),
        }))}
      />
    </Box>
  );
}

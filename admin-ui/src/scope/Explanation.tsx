import {
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Typography,
} from "@mui/material";
import { useQuery } from "@tanstack/react-query";
import { useTranslate } from "ra-core";
import { useId } from "react";
import {
  inLanguage,
  type AskedAccount,
  type ScopeExplanation,
  type ScopeRun,
} from "@keii/shared";
import { Failure } from "../app/Failure.js";
import { call } from "../app/http.js";
import { useLanguage } from "../app/i18n.js";
import { useIncident } from "../app/Incident.js";
import { useDateText } from "../app/use-date-text.js";
import { circled } from "../exposures/exposure-text.js";
import { nearestFirst, secondsOf } from "./explanation-lines.js";

/** Why a run says of one customer what it says, in sentences; and of purchases near by why they do not count. */
export function Explanation({
  run,
  account,
  name,
  onClose,
}: {
  run: ScopeRun;
  /** Purchases name some who stand in no base: so by base and id. */
  account: AskedAccount;
  /** Masked. */
  name: string;
  onClose: () => void;
}) {
  const { id } = useIncident();
  const translate = useTranslate();
  const titleId = useId();
  const { data, error } = useQuery({
    queryKey: ["scope-runs", id, "explain", run.id, account],
    queryFn: async ({ signal }) =>
      (
        await call<ScopeExplanation>(
          `/incidents/${id}/scope-runs/${run.id}/explain`,
          { method: "POST", body: account, signal },
        )
      ).data,
    retry: false,
  });
  return (
    <Dialog
      open
      onClose={onClose}
      maxWidth="md"
      fullWidth
      aria-labelledby={titleId}
    >
      <DialogTitle id={titleId}>
        {translate("scope.explain.title", { no: run.no })}
      </DialogTitle>
      <DialogContent>
        {error && <Failure error={error} />}
        {data && (
          <>
            <Typography sx={{ mb: 1 }}>
              {data.customerNo} {name}{" "}
              <Box component="span" sx={{ color: "text.secondary" }}>
                {data.memberBase.code}
              </Box>
              <br />
              <b>{translate(`scope.verdict.${data.verdict}`)}</b>
            </Typography>
            <Sentences explanation={data} />
          </>
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} autoFocus>
          {translate("ra.action.close")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function Sentences({ explanation }: { explanation: ScopeExplanation }) {
  const translate = useTranslate();
  const bought = useBought();
  const { exposures, others } = explanation;
  return (
    <>
      <Box component="ul" sx={{ pl: 2.5, my: 1 }}>
        {exposures.map(({ no, name, standing, purchases }) => {
          const which = `${circled(no)} ${name}`;
          if (standing === "outside")
            return (
              <li key={no}>
                {translate("scope.explain.outside", { name: which })}
              </li>
            );
          return (
            <li key={no}>
              {purchases.length === 0
                ? translate(`scope.explain.${standing}.customer`, {
                    name: which,
                  })
                : translate(`scope.explain.${standing}`, { name: which })}
              {purchases.length > 0 && (
                <Box component="ul" sx={{ pl: 2.5 }}>
                  {purchases.map((one) => (
                    <li key={`${one.site.code} ${one.orderNo}`}>
                      {bought(one)}
                      {one.last4 !== "" &&
                        ` ${translate("scope.explain.last4", { last4: one.last4 })}`}
                    </li>
                  ))}
                </Box>
              )}
            </li>
          );
        })}
      </Box>
      {others.length > 0 && (
        <>
          <Typography variant="h3" component="h3" sx={{ mt: 2 }}>
            {translate("scope.explain.others")}
          </Typography>
          <Box component="ul" sx={{ pl: 2.5, my: 1 }}>
            {nearestFirst(others).map((one) => (
              <li key={`${one.site.code} ${one.orderNo}`}>
                {bought(one)}{" "}
                <Box component="span" sx={{ color: "text.secondary" }}>
                  {translate("scope.explain.because", {
                    reasons: one.because
                      .map((why) => translate(`scope.because.${why}`))
                      .join(translate("app.comma")),
                  })}
                </Box>
              </li>
            ))}
          </Box>
        </>
      )}
    </>
  );
}

/** "2016/8/3 12:10 サイト adg でカード決済 (注文 A-1)". */
function useBought() {
  const translate = useTranslate();
  const language = useLanguage();
  const dateText = useDateText();
  return (one: ScopeExplanation["others"][number] | Purchase): string =>
    translate("scope.explain.bought", {
      when: one.paidAt
        ? `${dateText(one.paidAt)}${secondsOf(one.paidAt)}`
        : translate("scope.explain.noDay"),
      site: inLanguage(one.site.name, language) || one.site.code,
      method: translate(`paymentStops.method.${one.method}`),
      status: translate(`imports.status.${one.status}`),
      order: one.orderNo,
    });
}

type Purchase = ScopeExplanation["exposures"][number]["purchases"][number];

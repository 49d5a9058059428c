import { useTranslate } from "ra-core";
import type { ScopeRun } from "@keii/shared";
import { StateMark } from "../app/StateMark.js";

/** Where a run stands; that it is to be made official comes before that it is computed. */
export function RunState({ run }: { run: ScopeRun }) {
  const translate = useTranslate();
  const { state, isFreezeAsked } = run;
  if (isFreezeAsked)
    return <StateMark isDue>{translate("scope.freezeAsked")}</StateMark>;
  return (
    <StateMark isOver={state === "superseded" || state === "failed"}>
      {state === "frozen" ? (
        <b>{translate("scope.state.frozen")}</b>
      ) : (
        translate(`scope.state.${state}`)
      )}
    </StateMark>
  );
}

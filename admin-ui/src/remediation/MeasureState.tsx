import { useTranslate } from "ra-core";
import type { RemediationMeasure } from "@keii/shared";
import { StateMark } from "../app/StateMark.js";

/** A temporary measure holds and ends, where others are begun and done. */
export function MeasureState({ measure }: { measure: RemediationMeasure }) {
  const translate = useTranslate();
  const { kind, state, isOverdue } = measure;
  const isOpen = state === "planned" || state === "in_progress";
  return (
    <StateMark isDue={isOverdue} isOver={!isOpen}>
      {translate(`remediation.state.${kind}.${state}`, {
        _: translate(`remediation.state.${state}`),
      })}
    </StateMark>
  );
}

import { useTranslate } from "ra-core";
import { useCallback } from "react";
import type { ScopeUnit } from "@keii/shared";

/** A number as tables and sentences write it. */
export function numberText(count: number): string {
  return count.toLocaleString("en-US");
}

/** A count with its unit: 件, アカウント and 人 are never told apart by their place alone. */
export function useCountText(): (unit: ScopeUnit, count: number) => string {
  const translate = useTranslate();
  return useCallback(
    (unit, count) =>
      translate(`scope.count.${unit}`, {
        smart_count: count,
        count: numberText(count),
      }),
    [translate],
  );
}

import type { RemediationMeasure } from "@keii/shared";
import type { Caller } from "./caller.js";

/** A measure against recurrence; planned where nothing else is said. */
export async function aMeasure(
  writer: Caller,
  incidentId: string,
  more: object = {},
): Promise<RemediationMeasure> {
  return (
    await writer.post<RemediationMeasure>(
      `/api/incidents/${incidentId}/remediation`,
      {
        title: "カード情報を保存しない方式に変更",
        kind: "permanent",
        occurred: null,
        ...more,
      },
    )
  ).body;
}

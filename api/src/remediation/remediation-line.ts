import type { Moment, RemediationMomentKind } from "@keii/shared";
import type { RecordLine } from "../timeline/record-line.js";

/** What a measure says of one of its moments. */
export function measureLine(
  kind: RemediationMomentKind,
  occurred: Moment,
  title: string,
): RecordLine {
  return {
    occurred,
    text: measureText(kind, title),
    type: "action",
    category:
      kind === "stopped" || kind === "ended" ? "containment" : "prevention",
  };
}

function measureText(kind: RemediationMomentKind, title: string): string {
  switch (kind) {
    case "done":
      return `再発防止策「${title}」を実施`;
    case "verified":
      return `再発防止策「${title}」の実施を確認`;
    case "stopped":
      return `暫定措置「${title}」を開始`;
    case "ended":
      return `暫定措置「${title}」を終了`;
  }
}

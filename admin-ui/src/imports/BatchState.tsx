import { useTranslate } from "ra-core";
import type { ImportBatch, ImportState } from "@keii/shared";
import { StateMark } from "../app/StateMark.js";
import { useSending } from "./sendings.js";

/** Somebody has to say how it goes on. */
const waiting: readonly ImportState[] = ["uploaded", "checked", "refused"];
const over: readonly ImportState[] = ["done", "cancelled", "undone"];

/** Where a batch stands; while it moves, how far it is. */
export function BatchState({ batch }: { batch: ImportBatch }) {
  const translate = useTranslate();
  const sending = useSending(batch.id);
  const share =
    batch.state === "running"
      ? shareRead(batch)
      : batch.state === "uploading" && sending && sending.failure === null
        ? sending.share
        : null;
  return (
    <StateMark
      isDue={waiting.includes(batch.state)}
      isOver={over.includes(batch.state)}
    >
      {translate(`imports.state.${batch.state}`)}
      {share !== null && ` ${Math.floor(share * 100)}%`}
    </StateMark>
  );
}

/** How much of the file has been read, from 0 to 1. */
export function shareRead({
  bytesRead,
  size,
}: Pick<ImportBatch, "bytesRead" | "size">): number {
  return size === 0 ? 0 : Math.min(1, bytesRead / size);
}

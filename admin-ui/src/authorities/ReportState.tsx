import { useTranslate } from "ra-core";
import type { AuthorityReport } from "@keii/shared";
import { StateMark } from "../app/StateMark.js";

/** How a report stands, in a word with its shape. */
export function ReportState({ report }: { report: AuthorityReport }) {
  const translate = useTranslate();
  const { state, openReplyCount } = report;
  return (
    <StateMark
      isDue={state === "revision_requested" || openReplyCount > 0}
      isOver={state === "accepted" || state === "withdrawn"}
    >
      {translate(`authorities.state.${state}`)}
    </StateMark>
  );
}

import { formatMoment, milestoneMessages, type Language } from "@keii/shared";
import type { ExportedList } from "../platform/http/exports.js";
import {
  milestoneList,
  milestonesOf,
  toMilestone,
  type MilestoneRow,
} from "./milestones.queries.js";

const headings = {
  ja: [
    "節目",
    "状態",
    "日時",
    "知った人",
    "経路",
    "証拠",
    "待っている変更",
    "変更の理由",
    "変更を依頼した人",
  ],
  en: [
    "Milestone",
    "State",
    "Moment",
    "Learned by",
    "Channel",
    "Evidence",
    "Change that waits",
    "Reason of the change",
    "Change asked by",
  ],
} as const;

export function exportMilestones(
  incidentId: string,
  language: Language,
): ExportedList<MilestoneRow> {
  const [kind, state, moment, learnedBy, channel, evidence, ...change] =
    headings[language];
  const [pending, reason, askedBy] = change;
  const word = (key: string) => milestoneMessages[language][key] ?? key;
  return {
    rules: milestoneList,
    source: milestonesOf(incidentId),
    columns: [
      { heading: kind, value: (r) => word(`milestones.kind.${r.kind}`) },
      { heading: state, value: (r) => word(`milestones.state.${r.state}`) },
      {
        heading: moment,
        value: (r) =>
          formatMoment(toMilestone(r).occurred, { zone: r.zone, language }),
      },
      { heading: learnedBy, value: (r) => r.learned_by },
      { heading: channel, value: (r) => r.channel },
      { heading: evidence, value: (r) => r.evidence },
      {
        heading: pending,
        value: (r) =>
          r.proposal &&
          formatMoment(r.proposal.occurred, { zone: r.zone, language }),
      },
      { heading: reason, value: (r) => r.approval_reason },
      { heading: askedBy, value: (r) => r.asked_by_name },
    ],
  };
}

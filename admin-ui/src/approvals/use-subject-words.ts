import { useTranslate } from "ra-core";
import type { Approval } from "@keii/shared";
import { useIncident } from "../app/Incident.js";

/** What an approval is about: a milestone says which. */
export function useSubjectWords(): (approval: Approval) => string {
  const translate = useTranslate();
  const { milestones } = useIncident();
  return ({ subject, subjectId }) => {
    const kind = milestones.find(({ id }) => id === subjectId)?.kind;
    const words = translate(`approvals.subject.${subject}`, { _: subject });
    return kind ? `${words}: ${translate(`milestones.kind.${kind}`)}` : words;
  };
}

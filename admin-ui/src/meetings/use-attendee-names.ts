import { inLanguage, type Meeting } from "@keii/shared";
import { useLanguage } from "../app/i18n.js";

/** What those who were there are called. */
export function useAttendeeNames(): (
  meeting: Pick<Meeting, "attendeeNames">,
) => string[] {
  const language = useLanguage();
  return ({ attendeeNames }) =>
    attendeeNames.map((name) => inLanguage(name, language));
}

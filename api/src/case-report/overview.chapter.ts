import {
  incidentMessages,
  inLanguage,
  isCalendarDay,
  momentOn,
} from "@keii/shared";
import { wordsOf, momentText, type Chapter } from "./chapter.js";

/** What the case is: the facts of the incident itself. */
export const overview: Chapter = async (paper, reading) => {
  const { incident, language, database, content } = reading;
  const words = wordsOf(reading);
  const name = (key: string) =>
    incidentMessages[language][`incidents.${key}`] ?? key;
  const [company] = await database.query<{
    legal_name: { ja: string; en: string };
  }>("select legal_name from organisation");
  paper.heading(words("overview"));
  paper.entries([
    [words("organisation"), inLanguage(company?.legal_name, language)],
    [words("code"), incident.code],
    [words("kind"), name(`kind.${incident.kind}`)],
    [
      words("dataItems"),
      incident.dataItems.map((item) => name(`dataItems.${item}`)).join(", "),
    ],
  ]);
  if (content === "public") return;
  const { lawAsOf } = incident;
  paper.entries([
    [words("status"), name(`status.${incident.status}`)],
    [words("severity"), name(`severity.${incident.severity}`)],
    [words("head"), incident.headNames.join(", ")],
    [
      words("organisationRole"),
      name(`organisationRole.${incident.organisationRole}`),
    ],
    [
      words("languages"),
      incident.languages.map((one) => words(`language.${one}`)).join(", "),
    ],
    [words("cardData"), incident.isCardDataInvolved ? words("yes") : ""],
    [words("zone"), incident.zone],
    [
      words("lawAsOf"),
      isCalendarDay(lawAsOf) ? momentText(momentOn(lawAsOf), reading) : "",
    ],
    [words("legalHold"), incident.isOnLegalHold ? words("legalHold.yes") : ""],
    [words("summary"), incident.summary],
  ]);
};

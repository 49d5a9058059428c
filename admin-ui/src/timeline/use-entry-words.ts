import { useTranslate } from "react-admin";
import {
  formatMoment,
  type Bilingual,
  type Decision,
  type Learned,
  type Moment,
} from "@keii/shared";
import { useKnownYear, useZone } from "../app/Incident.js";
import { useLanguage } from "../app/i18n.js";

/** The fields of an entry in words, for its history and for the merge of two versions. */
export function useEntryWords(): (
  field: string,
  value: unknown,
) => string | undefined {
  const translate = useTranslate();
  const zone = useZone();
  const year = useKnownYear();
  const language = useLanguage();
  const none = translate("app.none");
  const moment = (value: Moment) =>
    formatMoment(value, { zone, language, year });
  return (field, value) => {
    if (value === null || value === undefined || value === "") return none;
    switch (field) {
      case "occurred":
        return moment(value as Moment);
      case "learned": {
        const { on, at } = value as Learned;
        return moment({
          precision: at ? "minute" : "day",
          on,
          at,
          untilOn: null,
          untilAt: null,
        });
      }
      case "type":
      case "category":
      case "visibility":
        return translate(`timeline.${field}.${value as string}`);
      case "publicWording": {
        const { ja, en } = value as Bilingual;
        return [ja && `日本語: ${ja}`, en && `English: ${en}`]
          .filter(Boolean)
          .join("\n");
      }
      case "decision": {
        const decision = value as Partial<Decision>;
        return [
          decision.options?.length && {
            field: "options",
            text: decision.options.join("、"),
          },
          { field: "advice", text: decision.advice },
          { field: "decidedBy", text: decision.decidedBy },
          { field: "dissent", text: decision.dissent },
        ]
          .filter((one) => typeof one === "object" && one.text)
          .map((one) => {
            const { field, text } = one as { field: string; text: string };
            return `${translate(`timeline.column.${field}`)}: ${text}`;
          })
          .join("\n");
      }
      case "text":
      case "counselBasis":
      case "reason":
        return String(value as string);
      default:
        return undefined;
    }
  };
}

import { useTranslate } from "ra-core";
import { inLanguage, type PartnerRequest } from "@keii/shared";
import { useLanguage } from "../app/i18n.js";

/** How a request is called: whom, for what. */
export function usePartnerWords(): {
  partyName: (request: PartnerRequest) => string;
  title: (request: PartnerRequest) => string;
} {
  const translate = useTranslate();
  const language = useLanguage();
  const partyName = ({ party }: PartnerRequest) =>
    inLanguage(party.shortName ?? party.officialName, language);
  return {
    partyName,
    title: (request) =>
      `${partyName(request)}: ${translate(`partners.kind.${request.kind}`)}`,
  };
}

import { useTranslate } from "ra-core";
import {
  inLanguage,
  type AuthorityReport,
  type AuthorityReply,
} from "@keii/shared";
import { useLanguage } from "../app/i18n.js";

interface AuthorityWords {
  /** `速報 第2回`; for the police the kind of contact. */
  whatOf: (
    report: Pick<AuthorityReport, "stage" | "policeContact" | "round">,
  ) => string;
  /** `大阪府南警察署 被害届 第1回`. */
  reportOf: (report: AuthorityReport) => string;
  replyOf: (reply: Pick<AuthorityReply, "recipientName" | "kind">) => string;
  nameOf: (record: {
    recipientName: AuthorityReport["recipientName"];
  }) => string;
}

/** What reports and replies are called on the screens. */
export function useAuthorityWords(): AuthorityWords {
  const translate = useTranslate();
  const language = useLanguage();
  const nameOf: AuthorityWords["nameOf"] = ({ recipientName }) =>
    inLanguage(recipientName, language);
  const whatOf: AuthorityWords["whatOf"] = ({
    stage,
    policeContact,
    round,
  }) => {
    const what = policeContact
      ? translate(`authorities.policeContact.${policeContact}`)
      : translate(`authorities.stage.${stage}`);
    return round === null
      ? what
      : `${what} ${translate("authorities.round", { round })}`;
  };
  return {
    nameOf,
    whatOf,
    reportOf: (report) => `${nameOf(report)} ${whatOf(report)}`,
    replyOf: (reply) =>
      `${nameOf(reply)} ${translate(`authority-replies.kind.${reply.kind}`)}`,
  };
}

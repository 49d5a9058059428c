import type { Messages } from "./language.js";

/** What the channels of the intake are called. */
export const intakeMessages: Messages = {
  ja: {
    "intake.channel.phone": "電話",
    "intake.channel.email": "メール",
    "intake.channel.letter": "書面",
    "intake.channel.web": "Webフォーム",
    "intake.channel.in_person": "対面",
    "intake.channel.own_finding": "社内での発見",
    "intake.channel.other": "その他",
  },
  en: {
    "intake.channel.phone": "Telephone",
    "intake.channel.email": "E-mail",
    "intake.channel.letter": "Letter",
    "intake.channel.web": "Web form",
    "intake.channel.in_person": "In person",
    "intake.channel.own_finding": "Found by ourselves",
    "intake.channel.other": "Other",
  },
};

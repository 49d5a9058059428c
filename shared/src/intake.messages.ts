import type { Messages } from "./language.js";

/** What the channels and the first steps of the intake are called. */
export const intakeMessages: Messages = {
  ja: {
    "intake.channel.phone": "電話",
    "intake.channel.email": "メール",
    "intake.channel.letter": "書面",
    "intake.channel.web": "Webフォーム",
    "intake.channel.in_person": "対面",
    "intake.channel.own_finding": "社内での発見",
    "intake.channel.other": "その他",
    "intake.firstStep.keep_logs": "電源を切らず、ログを保全する",
    "intake.firstStep.stop_card_payment": "カード決済を止める",
    "intake.firstStep.call_back": "決済代行会社に折り返す",
    "intake.firstStep.call_forensic_firm": "フォレンジック調査会社に連絡する",
  },
  en: {
    "intake.channel.phone": "Telephone",
    "intake.channel.email": "E-mail",
    "intake.channel.letter": "Letter",
    "intake.channel.web": "Web form",
    "intake.channel.in_person": "In person",
    "intake.channel.own_finding": "Found by ourselves",
    "intake.channel.other": "Other",
    "intake.firstStep.keep_logs": "Do not switch off; keep the logs",
    "intake.firstStep.stop_card_payment": "Stop card payment",
    "intake.firstStep.call_back": "Call the payment processor back",
    "intake.firstStep.call_forensic_firm": "Call a forensic firm",
  },
};

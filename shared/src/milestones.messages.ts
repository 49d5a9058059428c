import type { Messages } from "./language.js";

/** What milestones and their states are called. */
export const milestoneMessages: Messages = {
  ja: {
    "milestones.kind.suspected": "疑いを持った時",
    "milestones.kind.aware": "知った時",
    "milestones.kind.discovered": "発見した時",
    "milestones.kind.confirmed": "漏えい等を確認した時",
    "milestones.kind.classified": "重大事案と判断した時",
    "milestones.kind.contained": "封じ込めを終えた時",
    "milestones.kind.forensic_required": "フォレンジック調査を求められた時",
    "milestones.kind.forensic_engaged": "フォレンジック調査を依頼した時",
    "milestones.kind.forensic_completed": "フォレンジック調査が終わった時",
    "milestones.kind.window_determined": "漏えい懸念期間が確定した時",
    "milestones.kind.brand_notified": "国際ブランドに連絡した時",
    "milestones.kind.individual_notified": "本人に通知した時",
    "milestones.kind.incident_closed": "収束した時",
    "milestones.state.candidate": "候補",
    "milestones.state.confirmed": "確定",
  },
  en: {
    "milestones.kind.suspected": "Suspected",
    "milestones.kind.aware": "Aware",
    "milestones.kind.discovered": "Discovered",
    "milestones.kind.confirmed": "Leak confirmed",
    "milestones.kind.classified": "Classified as major",
    "milestones.kind.contained": "Contained",
    "milestones.kind.forensic_required": "Forensic work required",
    "milestones.kind.forensic_engaged": "Forensic firm engaged",
    "milestones.kind.forensic_completed": "Forensic work completed",
    "milestones.kind.window_determined": "Window of exposure determined",
    "milestones.kind.brand_notified": "Card brands notified",
    "milestones.kind.individual_notified": "Individuals notified",
    "milestones.kind.incident_closed": "Incident over",
    "milestones.state.candidate": "Candidate",
    "milestones.state.confirmed": "Confirmed",
  },
};

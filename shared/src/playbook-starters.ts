import type { Bilingual, Language } from "./language.js";
import { inLanguage } from "./language.js";
import type { MilestoneKind } from "./milestones.js";
import type { MemberRole } from "./permissions.js";
import type { NewPlaybook } from "./playbooks.js";
import type { OffsetUnit, TaskOffset } from "./task-offset.js";

interface StarterTask {
  title: Bilingual;
  detail: Bilingual;
  role: MemberRole;
  due: TaskOffset;
}

/** A playbook that is ready to be taken over and made one's own. */
export interface PlaybookStarter {
  key: string;
  name: Bilingual;
  whenToUse: Bilingual;
  tasks: StarterTask[];
}

function task(
  role: MemberRole,
  [from, count, unit]: [MilestoneKind, number, OffsetUnit],
  ja: [title: string, detail: string],
  en: [title: string, detail: string],
): StarterTask {
  return {
    role,
    due: { from, count, unit },
    title: { ja: ja[0], en: en[0] },
    detail: { ja: ja[1], en: en[1] },
  };
}

/**
 * Days are counted after the milestone's day. Where the law calls the day of knowledge day 1 (APPI: yardstick of 3 to 5
 * days, final report on day 60 after an intrusion), the offset is one less; a due day that falls on a holiday is for
 * the duties with authorities to say.
 */
export const playbookStarters: readonly PlaybookStarter[] = [
  {
    key: "card_leak",
    name: {
      ja: "クレジットカード情報の漏えい(通販サイト)",
      en: "Leak of card data (online shop)",
    },
    whenToUse: {
      ja: "決済代行会社やカード会社から、自社サイトでのカード情報漏えいの疑いを知らされたとき、または自社で見つけたとき。期限は目安で、当局への期限は「当局」の画面で管理します。",
      en: "When a payment service provider or card company reports a suspected leak of card data from our shop, or we find one ourselves. Dues are a guide; those towards authorities are kept on the authorities screen.",
    },
    tasks: [
      task(
        "responder",
        ["aware", 1, "hours"],
        [
          "最初の連絡を聞いたままに記録する",
          "日時、相手、方法、使われた言葉。期限はこの時刻から数えます。",
        ],
        [
          "Write down the first call as it was heard",
          "Time, caller, channel and the words used: clocks run from this moment.",
        ],
      ),
      task(
        "responder",
        ["aware", 2, "hours"],
        [
          "電源を切らずにサーバを切り離し、ログを保全する",
          "再起動、削除、復旧作業は保全が済むまで行わない。保全したものはハッシュ値とともに登録する。",
        ],
        [
          "Isolate the servers without switching them off; keep the logs",
          "No restart, deletion or repair before the image is taken. Register what was kept with its hash.",
        ],
      ),
      task(
        "responder",
        ["aware", 3, "hours"],
        [
          "カード決済を停止する",
          "サイトと決済手段ごとに、止めた時刻を分まで記録する。",
        ],
        [
          "Stop card payment",
          "Record the minute for each site and payment method.",
        ],
      ),
      task(
        "responder",
        ["aware", 3, "hours"],
        [
          "対策本部を設置し、役割と次の会議を決める",
          "決定は会議の記録に残す。",
        ],
        [
          "Set up the response headquarters; settle roles and the next meeting",
          "Record what is decided with the meeting.",
        ],
      ),
      task(
        "responder",
        ["aware", 24, "hours"],
        [
          "決済代行会社・加盟店契約会社に正式に連絡する",
          "カード番号そのものは送らない。依頼した内容と回答を分けて記録する。",
        ],
        [
          "Tell the payment service provider and the acquirer formally",
          "Never send card numbers. Keep what was asked apart from what was promised.",
        ],
      ),
      task(
        "responder",
        ["aware", 72, "hours"],
        [
          "フォレンジック調査会社(PFI)を選び、契約する",
          "加盟店契約会社の指示を確認する。独立性も確かめる。",
        ],
        [
          "Choose and engage a forensic firm (PFI)",
          "Confirm what the acquirer requires, and that the firm is independent.",
        ],
      ),
      task(
        "compliance",
        ["aware", 4, "days"],
        [
          "個人情報保護委員会に速報を提出する",
          "知った日を1日目として3〜5日目が目安。分からない項目は「不明」として出せる。",
        ],
        [
          "File the preliminary report with the privacy commission",
          "Yardstick: day 3 to 5, the day of knowledge being day 1. What is not known yet may be filed as unknown.",
        ],
      ),
      task(
        "compliance",
        ["aware", 4, "days"],
        [
          "警察に相談する",
          "所轄の警察署とサイバー部門。相談・情報提供・被害届の別、受理番号、担当者を記録する。",
        ],
        [
          "Consult the police",
          "The local station and the cyber division. Record whether it was a consultation, a tip or a damage report, with number and officer.",
        ],
      ),
      task(
        "communications",
        ["aware", 2, "days"],
        [
          "公表前の応対文を用意し、窓口に渡す",
          "分かっていることだけを書く。「安全です」「無料です」とは言わない。",
        ],
        [
          "Prepare the holding text for the desk",
          "Only what is known. Nobody says that it is safe, or free of charge.",
        ],
      ),
      task(
        "executive",
        ["aware", 3, "days"],
        [
          "公表するか待つかを決め、理由と見直す日を残す",
          "公表していない間は毎回、誰に相談して何と言われたかも記録する。",
        ],
        [
          "Decide to publish or to wait, with the reason and a day of review",
          "While nothing is published, record each time who was consulted and what they said.",
        ],
      ),
      task(
        "responder",
        ["forensic_engaged", 7, "days"],
        [
          "調査の第一報を受け取り、配布先を記録する",
          "決済代行会社、カード会社に同時に渡っているか確認する。",
        ],
        [
          "Take in the first forensic report; record to whom it went",
          "Check that the provider and the card companies got it at the same time.",
        ],
      ),
      task(
        "responder",
        ["window_determined", 3, "days"],
        [
          "対象となるカードの一覧が決済代行会社からカード会社に渡ったことを確認する",
          "渡した日と件数だけを記録し、一覧は保存しない。",
        ],
        [
          "Confirm that the list of cards went from the provider to the card companies",
          "Record the day and the count; never keep the list.",
        ],
      ),
      task(
        "compliance",
        ["forensic_completed", 7, "days"],
        [
          "対象の方への通知文と公表文を整え、関係先と文言を合わせる",
          "概要、項目、原因、二次被害、その他。カードの裏面の番号に連絡するよう案内する。",
        ],
        [
          "Finish notices and the public report; agree the wording with partners",
          "Overview, data items, cause, secondary damage, other. Send people to the number on the back of their card.",
        ],
      ),
      task(
        "desk_lead",
        ["forensic_completed", 10, "days"],
        [
          "相談窓口を開く準備を終える",
          "人員、時間、回線、FAQ、研修。手紙が届く日に開いていること。",
        ],
        [
          "Have the contact desk ready",
          "Staff, hours, lines, FAQ, training. It is open when the letters land.",
        ],
      ),
      task(
        "compliance",
        ["aware", 59, "days"],
        [
          "個人情報保護委員会に確報を提出する",
          "不正アクセスによる漏えいは、知った日を1日目として60日以内。",
        ],
        [
          "File the final report with the privacy commission",
          "After an intrusion within 60 days, the day of knowledge being day 1.",
        ],
      ),
      task(
        "responder",
        ["contained", 30, "days"],
        [
          "再発防止策を確認し、カード決済再開の条件を加盟店契約会社と合わせる",
          "実施した人とは別の人が確認する。",
        ],
        [
          "Verify the measures; agree with the acquirer on what reopens card payment",
          "Somebody else than who did it verifies it.",
        ],
      ),
    ],
  },
];

/** A starter in one language, as the form for a new playbook begins with it. */
export function playbookOf(
  { name, whenToUse, tasks }: PlaybookStarter,
  language: Language,
): NewPlaybook {
  const say = (text: Bilingual) => inLanguage(text, language);
  return {
    name: say(name),
    whenToUse: say(whenToUse),
    tasks: tasks.map(({ title, detail, role, due }) => ({
      title: say(title),
      detail: say(detail),
      role,
      due: { ...due },
    })),
  };
}

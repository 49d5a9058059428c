import type { TimelineCategory, TimelineType } from "@keii/shared";

/** What the words of an entry suggest; whoever writes it has the last word. */
export interface EntryGuess {
  type: TimelineType;
  category: TimelineCategory;
}

/** In this order: the first that fits is taken. Decisions before what was decided about. */
const types: readonly [TimelineType, RegExp][] = [
  [
    "decision",
    /(?:決定|決議|判断|承認|決裁|方針(?:を|とし)|見送(?:り|る|った)|\b(?:decided?|decision|approved?)\b)/i,
  ],
  [
    "communication",
    /(?:報告(?:を受|し|。|$|、)|連絡|電話|通報|通知|相談|届出|被害届|提出|依頼|要請|照会|回答|受領|受理|共有|説明|打ち?合わせ|協議|\b(?:report(?:ed)?|call(?:ed)?|phoned?|mail(?:ed)?|notif\w+|told|consult\w*|request\w*|answer\w*|received|handed)\b)/i,
  ],
  [
    "action",
    /(?:停止|遮断|隔離|削除|保全|設置|開始|実施|着手|公表|掲載|送信|発送|導入|変更|再開|修正|\b(?:stopped|blocked|isolated|deleted|preserved|set up|began|started|published|sent|installed|changed)\b)/i,
  ],
];

const categories: readonly [TimelineCategory, RegExp][] = [
  [
    "prevention",
    /(?:再発防止|恒久対策|脆弱性.{0,8}(?:改修|修正)|WAF|ファイアウォール|prevention|firewall)/i,
  ],
  [
    "authorities",
    /(?:警察|県警|府警|サイバー犯罪|経済産業省|経産省|総務省|金融庁|個人情報保護委員会|個情委|監督官庁|行政|消費者庁|JPCERT|IPA|police|ministry|regulator|authorit\w+)/i,
  ],
  [
    "customers",
    /(?:お?客(?:様|さま)|顧客|会員|本人通知|購入者|窓口|コールセンター|問い?合わせ|お詫び|customers?|call centre|inquir\w+|desk)/i,
  ],
  [
    "disclosure",
    /(?:公表|プレスリリース|記者会見|報道|ホームページに掲載|Webサイトに(?:報告書|お知らせ)|第[一1]報|press|publish\w*|disclos\w+)/i,
  ],
  [
    "containment",
    /(?:停止|遮断|隔離|封じ込め|閉鎖|切断|無効化|パスワード.{0,6}変更|contain\w*|isolat\w*|block\w*|stopped)/i,
  ],
  [
    "investigation",
    /(?:調査|フォレンジック|PFI|解析|保全|ログ|痕跡|forensic|investigat\w*|logs?\b|evidence)/i,
  ],
  [
    "partners",
    /(?:決済代行|カード会社|カードブランド|ブランド|加盟店|取引先|委託(?:元|先)|アクワイアラ|processor|acquirer|card compan\w+|partner)/i,
  ],
  [
    "discovery",
    /(?:発覚|発見|検知|判明|疑い|アラート|異常|懸念|discover\w*|detect\w*|suspect\w*|alert)/i,
  ],
];

/** Type and category that the words of an entry suggest; a fact of the investigation where they suggest nothing. */
export function guessEntry(text: string): EntryGuess {
  const plain = text.normalize("NFKC").slice(0, 2000);
  const first = <T>(words: readonly [T, RegExp][]) =>
    words.find(([, pattern]) => pattern.test(plain))?.[0];
  // A leak that comes to light through a partner is first of all its discovery.
  const isTip =
    /(?:漏えい|漏洩|流出|不正(?:アクセス|利用)).{0,12}(?:疑い|懸念|可能性|恐れ|おそれ)/.test(
      plain,
    );
  return {
    type: first(types) ?? "fact",
    category: (isTip && "discovery") || (first(categories) ?? "investigation"),
  };
}

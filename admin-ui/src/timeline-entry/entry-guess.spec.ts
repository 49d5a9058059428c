import { describe, expect, it } from "vitest";
import { guessEntry } from "./entry-guess.js";

describe("guessEntry", () => {
  it.each([
    ["大阪府南警察署に被害を報告", "communication", "authorities"],
    ["経済産業省に報告", "communication", "authorities"],
    [
      "決済代行会社から、カード情報流出の疑いがあるとの連絡を受ける",
      "communication",
      "discovery",
    ],
    ["全サイトのカード決済を停止", "action", "containment"],
    [
      "フォレンジック調査会社に正式に調査を依頼",
      "communication",
      "investigation",
    ],
    ["公表の実施を決定", "decision", "disclosure"],
    ["お客様窓口を設置", "action", "customers"],
    ["最終報告書を決済代行会社とカード会社に提出", "communication", "partners"],
    ["再発防止策としてWAFを導入", "action", "prevention"],
    ["サーバのログに不審な通信の痕跡", "fact", "investigation"],
    ["Reported to the police", "communication", "authorities"],
    ["雨", "fact", "investigation"],
  ] as const)("%s: %s, %s", (text, type, category) => {
    expect(guessEntry(text)).toEqual({ type, category });
  });
});

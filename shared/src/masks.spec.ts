import { describe, expect, it } from "vitest";
import {
  maskAddress,
  maskEmail,
  maskName,
  maskPhone,
  maskPostalCode,
} from "./masks.js";

describe("masks", () => {
  it.each([
    ["山田太郎", "山＊＊＊"],
    ["山田 太郎", "山＊＊＊"],
    ["林", "林＊＊＊"],
    ["ヤマダ タロウ", "ヤ＊＊＊"],
    ["ﾔﾏﾀﾞ", "ﾔ＊＊＊"],
    ["John Smith", "J***"],
    ["𠮷野", "𠮷＊＊＊"],
    ["葛\u{e0100}城", "葛\u{e0100}＊＊＊"],
    ["  ", ""],
    ["", ""],
  ])("show the first character of the name %j: %j", (name, mask) => {
    expect(maskName(name)).toBe(mask);
  });

  it.each([
    ["taro@example.example", "t***@e***.example"],
    ["taro.yamada@mail.keii.test", "t***@m***.test"],
    ["a..b@", "a***@"],
    ["@keii.test", "***@k***.test"],
    ["a@b@keii.test", "a***@k***.test"],
    ["taro@localhost", "t***@l***"],
    ["taro@keii.", "t***@k***"],
    ["not an address", "n***"],
    ["", ""],
  ])("show the ends of the mail address %j: %j", (email, mask) => {
    expect(maskEmail(email)).toBe(mask);
  });

  it.each([
    ["03-0000-1234", "***-1234"],
    ["０９０−００００−１２３４", "***-1234"],
    ["+81 3 0000 1234", "***-1234"],
    ["110", "***"],
    ["0000-12", "***"],
    ["不明", "***"],
    ["", ""],
  ])("show the last four of the phone %j: %j", (phone, mask) => {
    expect(maskPhone(phone)).toBe(mask);
  });

  it.each([
    ["100-0001", "100-****"],
    ["〒１００−０００１", "100-****"],
    ["1000001", "100-****"],
    ["SW1A 1AA", "***"],
    ["", ""],
  ])("show the district of the postal code %j: %j", (code, mask) => {
    expect(maskPostalCode(code)).toBe(mask);
  });

  it.each([
    ["東京都千代田区大手町0-0-0", "東京都＊＊＊"],
    ["北海道札幌市中央区", "北海道＊＊＊"],
    ["京都府京都市", "京都府＊＊＊"],
    ["大阪府大阪市北区", "大阪府＊＊＊"],
    ["神奈川県横浜市", "神奈川県＊＊＊"],
    ["千葉県千葉市", "千葉県＊＊＊"],
    ["〒100-0001 東京都千代田区", "東京都＊＊＊"],
    ["千代田区大手町", "＊＊＊"],
    ["10 Downing Street", "***"],
    ["100-0001", "***"],
    ["", ""],
  ])("show the prefecture of the address %j: %j", (address, mask) => {
    expect(maskAddress(address)).toBe(mask);
  });
});

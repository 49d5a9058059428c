import { describe, expect, test } from "vitest";
import { isMail, readMailHead } from "./eml.js";

const zone = "Asia/Tokyo";

function mail(head: string[], body = "本文"): File {
  return new File([[...head, "", body].join("\r\n")], "届いたメール.eml");
}

describe("the head of a mail", () => {
  test("tells subject, sender and moment in the incident's zone, in the encodings Japan writes", async () => {
    const read = await readMailHead(
      mail([
        "Date: Thu, 18 Aug 2016 23:30:45 +0000",
        "From: =?Shift_JIS?B?7uDtlYdAh4o=?= <tantou@kessai.example>",
        "Subject: =?ISO-2022-JP?B?GyRCRDQ6OkpzOXA9cSROQXdJVRsoQg==?=",
        " (1/2)",
      ]),
      zone,
    );
    expect(read).toEqual({
      subject: "調査報告書の送付 (1/2)",
      from: "髙﨑①㈱ <tantou@kessai.example>",
      sent: { on: "2016-08-19", at: "2016-08-18T23:30:00.000Z" },
    });
  });

  test("is all that is read: what a mail carries cannot say anything of it", async () => {
    const read = await readMailHead(
      mail(
        ["Subject: =?UTF-8?B?5LiA6Kqs?=", "Content-Type: text/html"],
        "Subject: 別の件名\r\n<script>throw 1</script><img src=x>",
      ),
      zone,
    );
    expect(read).toEqual({ subject: "一説", from: "", sent: null });
  });

  test.each([
    ["nothing at all", ""],
    ["no mail", "\u0000\u0001\u0002 PK"],
    ["a day that is none", "Date: yesterday\r\n\r\n"],
  ])("of %s says nothing of the moment", async (_, text) => {
    const { sent, from } = await readMailHead(new File([text], "x.eml"), zone);
    expect([sent, from]).toEqual([null, ""]);
  });

  test("is looked for in what is called a mail", () => {
    expect(isMail(new File([], "届出.EML"))).toBe(true);
    expect(isMail(new File([], "x", { type: "message/rfc822" }))).toBe(true);
    expect(isMail(new File([], "eml.pdf"))).toBe(false);
  });
});

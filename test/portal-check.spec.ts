import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startApp, type TestApp } from "./support/app.js";
import { anIncident, aPerson } from "./support/people.js";
import { startPortal, type TestPortal } from "./support/portal.js";
import {
  aCode,
  aVerificationCase,
  type VerificationCase,
} from "./support/verification.js";
import { Wire, type Reply } from "./support/wire.js";

let app: TestApp;
let portal: TestPortal;
let world: VerificationCase;
let wire: Wire;
let visitors = 0;

beforeAll(async () => {
  app = await startApp();
  const head = await aPerson(app);
  const { id } = await anIncident(head);
  world = await aVerificationCase(app, head, id, "demo");
  portal = await startPortal(app, {
    env: { KEII_TRUSTED_PROXIES: "127.0.0.1" },
  });
  wire = new Wire(portal.url);
});
afterAll(async () => {
  wire?.close();
  await portal?.close();
  await app?.close();
});

/** Somebody of an address of their own types this. */
async function typed(code: string, language = "ja"): Promise<Reply> {
  const token = portal.tokens().issue("check", "demo");
  const answer = await wire.send(
    "POST",
    `/demo/check?lang=${language}`,
    {
      "content-type": "application/x-www-form-urlencoded",
      "x-forwarded-for": `198.51.100.${++visitors}`,
    },
    new URLSearchParams({ token, code }).toString(),
  );
  return { ...answer, text: answer.text.replaceAll(token, "") };
}
const codeOf = (customerNo: string) => world.codes.get(customerNo)!;

describe("a code", () => {
  it("tells each customer the official verdict, however it is typed, and opens a session", async () => {
    const affected = await typed(codeOf("K0001"));
    expect(affected.status).toBe(200);
    expect(affected.text).toContain(
      "お客様の情報は、今回の対象に含まれています。",
    );
    expect(affected.text).toMatch(
      /<strong>R-[2-9A-Z]{4}-[2-9A-Z]{4}<\/strong>/,
    );
    expect(affected.text).toContain("<ol>");
    expect(affected.headers["set-cookie"]).toEqual([
      expect.stringMatching(
        /^keii_portal_session=[\w-]{43}; Path=\/; Max-Age=7200; HttpOnly; SameSite=Lax$/,
      ),
    ]);
    expect((await typed(codeOf("K0032"))).text).toContain(
      "漏えいが確認された一覧に含まれていません。",
    );
    expect((await typed(codeOf("K0031"))).text).toMatch(
      /\d+月\d+日時点の調査では、今回の対象に含まれていません。/,
    );
    const full = [...codeOf("K0001").toLowerCase()]
      .map((sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))
      .join("");
    expect((await typed(` ${full}　`, "en")).text).toContain(
      "Your data are among those affected.",
    );
  });

  it("that is unknown, mistyped, of nobody or nothing at all is answered the same, letter for letter", async () => {
    const right = codeOf("K0001");
    const replies = [
      await typed(aCode()),
      await typed(`${right.slice(0, -1)}${right.endsWith("2") ? "3" : "2"}`),
      await typed(""),
      await typed("' or true --"),
      await typed("<script>alert(1)</script>"),
      await typed("x".repeat(5_000)),
    ];
    for (const { status, text, headers } of replies) {
      expect(status).toBe(200);
      expect(text).toBe(replies[0]!.text);
      expect(Object.keys(headers)).toEqual(Object.keys(replies[0]!.headers));
      expect(headers["set-cookie"]).toBeUndefined();
    }
    expect(replies[0]!.text).toContain(
      "番号を確認できませんでした。お手紙の番号をもう一度ご覧ください。お電話でもお調べします",
    );
  });

  it("leaves no trace in the log", () => {
    expect(portal.log.join("")).toBe("");
  });
});

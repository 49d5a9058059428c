import { readFile, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join as joinPath } from "node:path";
import { deflateRawSync } from "node:zlib";
import { parse } from "csv-parse/sync";
import { extractText, getDocumentProxy } from "unpdf";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Evidence, Incident } from "@keii/shared";
import { startApp, type TestApp } from "../support/app.js";
import { Attack } from "../support/attack.js";
import { Contracts, placed } from "../support/contracts.js";
import {
  aFile,
  download,
  sha256Of,
  someBytes,
  storedFiles,
} from "../support/files.js";
import { aLine, aPerson, anIncident, type Person } from "../support/people.js";

/*
 * Advisories of comparable products about uploads, file names and paths, each replayed on our own files. The number is
 * the row of the security design that gathers the class.
 */
let app: TestApp;
let head: Person;
let incident: Incident;
let path: string;

beforeAll(async () => {
  app = await startApp();
  head = await aPerson(app);
  incident = await anIncident(head);
  path = `/api/incidents/${incident.id}/evidence`;
});
afterAll(() => app.close());

const placeOf = (sha256: string) =>
  joinPath(app.dataDir, "evidence", incident.id, sha256);

/** The name a browser would save it under, as RFC 6266 has it read. */
function savedAs(headers: Headers): string {
  const [, encoded = ""] =
    /filename\*=UTF-8''(\S+)$/.exec(headers.get("content-disposition") ?? "") ??
    [];
  return decodeURIComponent(encoded);
}

/** Sends content under a name and a type, and takes it back: it lies under its hash only, and is data only. */
async function thereAndBack(
  bytes: Buffer,
  more: { originalName?: string; mediaType?: string },
): Promise<{ name: string; headers: Headers; file: Evidence }> {
  const before = await storedFiles(app.dataDir);
  const file = await aFile(head, incident.id, bytes, more);
  expect(await storedFiles(app.dataDir)).toEqual(
    [...new Set([...before, placeOf(sha256Of(bytes))])].toSorted(),
  );
  const got = await download(head, `${path}/${file.id}/content`);
  expect(got.status).toBe(200);
  expect(got.bytes?.equals(bytes)).toBe(true);
  expect(got.headers.get("content-type")).toBe("application/octet-stream");
  expect(got.headers.get("x-content-type-options")).toBe("nosniff");
  expect(got.headers.get("content-security-policy")).toBe(
    "sandbox; default-src 'none'",
  );
  expect(got.headers.get("content-disposition")).toMatch(/^attachment; /);
  return { name: savedAs(got.headers), headers: got.headers, file };
}

/** An archive with one entry, as small as its format allows. */
function zipOf(name: string, content: Buffer): Buffer {
  const packed = deflateRawSync(content, { level: 9 });
  const label = Buffer.from(name);
  const head = Buffer.alloc(26);
  head.writeUInt16LE(20, 0);
  head.writeUInt16LE(8, 4);
  head.writeUInt32LE(packed.length, 14);
  head.writeUInt32LE(content.length, 18);
  head.writeUInt16LE(label.length, 22);
  const local = Buffer.concat([Buffer.from("PK\x03\x04"), head, label, packed]);
  const central = Buffer.concat([
    Buffer.from("PK\x01\x02\x14\x00"),
    head,
    Buffer.alloc(14),
    label,
  ]);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, central, end]);
}

/** The address of a file of customers that is about to be sent. */
async function aBatch(): Promise<string> {
  const base = `/api/incidents/${incident.id}`;
  const { body: members } = await head.post<{ id: string }>(
    `${base}/member-bases`,
    { code: "main", name: "会員" },
  );
  const { body: batch } = await head.post<{ id: string }>(
    `${base}/import-batches`,
    { kind: "customers", memberBaseId: members.id, fileName: "a.csv" },
  );
  return `${base}/import-batches/${batch.id}`;
}

describe("SEC-13: a name or a type that makes a file something else", () => {
  test("SEC-13 CVE-2026-28289 (FreeScout): a sign without width before a dot hides no dot", async () => {
    for (const hidden of ["\u200b", "\u200d", "\ufeff", "\u2060", "\u00ad"]) {
      const { name } = await thereAndBack(someBytes(20), {
        originalName: `${hidden}.htaccess`,
      });
      expect(name).toBe("htaccess");
    }
  });

  test("SEC-13 CVE-2026-27636 (FreeScout): names that steer a server steer nothing", async () => {
    for (const [sent, saved] of [
      [".htaccess", "htaccess"],
      [".user.ini", "user.ini"],
      ["web.config", "web.config"],
      ["CON", "_CON"],
      ["nul.txt", "_nul.txt"],
      ["報告書.pdf.", "報告書.pdf"],
      ["fdp.exe\u202e.pdf", "fdp.exe.pdf"],
    ] as const) {
      const { name } = await thereAndBack(someBytes(20), {
        originalName: sent,
      });
      expect(name).toBe(saved);
    }
    const { name } = await thereAndBack(someBytes(20), {
      originalName: `${"髙".repeat(251)}.pdf`,
    });
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(180);
    expect(name.endsWith(".pdf")).toBe(true);
  });

  test("SEC-13 CVE-2024-34060 (DFIR-IRIS): a name that is a path writes nowhere", async () => {
    for (const sent of [
      "../../../../tmp/keii-written",
      "..\\..\\keys\\database-roles.json",
      "/etc/cron.d/keii",
      "..%2f..%2fkeys%2fx",
      "．．／x",
      "C:\\Windows\\x.dll",
      "a/../../b",
    ]) {
      const { name } = await thereAndBack(someBytes(20), {
        originalName: sent,
      });
      expect(name).not.toMatch(/[/\\:／＼]|^\./);
    }
  });

  test("SEC-13 CVE-2026-22707 (Strapi): every way content comes in or goes out keeps the same rule", async () => {
    const attack = new Attack(await Contracts.of(head));
    const takers = attack.contracts
      .routes()
      .filter((route) =>
        Object.keys(
          attack.contracts.operation(route)?.requestBody?.content ?? {},
        ).some((type) => type !== "application/json"),
      );
    expect(takers).toEqual([
      "POST /api/incidents/:incidentId/evidence/uploads",
      "POST /api/incidents/:incidentId/import-batches/:id/content",
    ]);
    const batch = await aBatch();
    const before = await storedFiles(app.dataDir);
    for (const type of [
      "text/html",
      "image/svg+xml",
      "multipart/form-data; boundary=x",
      "application/x-www-form-urlencoded",
    ])
      for (const taker of [`${path}/uploads`, `${batch}/content`])
        expect(
          (
            await head.call(
              "POST",
              taker,
              Buffer.from("<svg onload=alert(1)>"),
              { "content-type": type },
            )
          ).status,
        ).toBe(415);
    expect(await storedFiles(app.dataDir)).toEqual(before);
    const { file } = await thereAndBack(
      Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>"),
      { mediaType: "image/svg+xml", originalName: "x.svg" },
    );
    const old = await download(head, `${path}/${file.id}/content?no=1`);
    expect(old.headers.get("content-type")).toBe("application/octet-stream");
    expect(old.headers.get("content-disposition")).toMatch(/^attachment; /);
  });

  test("SEC-13 CVE-2026-34750 (Payload): no spelling of a path in an address leaves the store", async () => {
    const file = await aFile(head, incident.id);
    const secret = joinPath(app.dataDir, "keys", "database-roles.json");
    const known = await readFile(secret, "utf8");
    for (const place of [
      `${path}/..%2f..%2f..%2fkeys%2fdatabase-roles.json/content`,
      `${path}/%2e%2e%2f${file.id}/content`,
      `${path}/${file.id}%2f..%2f..%2fkeys/content`,
      `${path}/${file.id}%00/content`,
      `${path}/..\\..\\keys/content`,
      `/assets/..%2f..%2f..%2fkeys%2fdatabase-roles.json`,
      `/assets/%2e%2e/%2e%2e/keys/database-roles.json`,
      `/assets/..%5c..%5ckeys%5cdatabase-roles.json`,
    ]) {
      const got = await download(head, place);
      expect(got.status, place).toBeGreaterThanOrEqual(400);
      expect(got.status, place).toBeLessThan(500);
      expect(got.bytes?.toString("utf8") ?? "").not.toContain(known);
    }
  });

  test("SEC-13 CVE-2023-42802 (GLPI): a program that is sent is handed back and run by nobody", async () => {
    const mark = joinPath(app.dataDir, "ran");
    for (const [name, program] of [
      ["x.php", `<?php touch("${mark}");`],
      ["x.sh", `#!/bin/sh\ntouch ${mark}\n`],
      ["x.js", `require("fs").writeFileSync("${mark}", "")`],
      ["x.html", `<script>fetch("/api/auth/me")</script>`],
    ] as const)
      await thereAndBack(Buffer.from(program), { originalName: name });
    await expect(readFile(mark)).rejects.toMatchObject({ code: "ENOENT" });
  });

  test("SEC-13 CVE-2026-22248 (GLPI): what looks like an object of a program stays bytes", async () => {
    for (const text of [
      'O:8:"Stdclass":1:{s:1:"a";s:1:"b";}',
      '{"__proto__":{"polluted":true},"constructor":{"prototype":{}}}',
      "\xac\xed\x00\x05sr\x00\x11java.util.HashMap",
      "%PDF-1.7\n<script>alert(1)</script>\nPK\x03\x04",
      "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR",
    ])
      await thereAndBack(Buffer.from(text, "latin1"), {
        originalName: text.slice(0, 20).replace(/\p{Cc}/gu, "_"),
      });
    expect("polluted" in {}).toBe(false);
  });

  test("SEC-13 CVE-2024-29409 (Nest): the type somebody says is never the type it is served under", async () => {
    for (const mediaType of [
      "text/html",
      "image/svg+xml",
      "application/pdf",
      "text/html\u3000; charset=utf-7",
      "message/rfc822",
    ]) {
      const { headers } = await thereAndBack(
        Buffer.from(`<script>alert("${mediaType}")</script>`),
        { mediaType, originalName: "x.pdf" },
      );
      for (const [, value] of headers) expect(value).not.toContain(mediaType);
    }
  });
});

describe("SEC-14: a path that comes from data", () => {
  test("SEC-14 CVE-2026-22783 (DFIR-IRIS): a hash that is a path names no file", async () => {
    const before = await storedFiles(app.dataDir);
    for (const sha256 of [
      "../../keys/database-roles.json",
      `..%2f${"a".repeat(60)}`,
      `/${"a".repeat(63)}`,
      "a".repeat(63) + "\u0000",
      "A".repeat(64) + "/../x",
    ])
      for (const [method, place, body] of [
        ["POST", path, { name: "x", sha256, size: 1 }],
        ["GET", `${path}/${encodeURIComponent(sha256)}/content`, undefined],
      ] as const) {
        const { status } = await head.call(method, place, body);
        expect([400, 404, 414], `${method} ${sha256}`).toContain(status);
      }
    expect(await storedFiles(app.dataDir)).toEqual(before);
  });

  test("SEC-14 CVE-2026-53594 (FreeScout): no parameter of an address names a file to read", async () => {
    const file = await aFile(head, incident.id);
    for (const query of [
      "no=../../keys/database-roles.json",
      "no=1%00",
      "no=-1",
      "no=1e3",
      "file=../../keys/database-roles.json",
      "path=/etc/hostname",
      "name=/etc/hostname",
      "l=L2V0Yy9ob3N0bmFtZQ",
    ]) {
      const { status } = await head.call(
        "GET",
        `${path}/${file.id}/content?${query}`,
      );
      expect(status, query).toBe(400);
    }
  });

  test("SEC-14 CVE-2026-22200 (osTicket): what is printed reads no file and asks no address", async () => {
    const secret = `秘密${Date.now()}`;
    const place = joinPath(app.dataDir, "secret.txt");
    await writeFile(place, secret);
    let asked = 0;
    const server: Server = createServer((_, answer) => {
      asked++;
      answer.end(secret);
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const { port } = server.address() as AddressInfo;
    try {
      const texts = [
        `file://${place}`,
        `<img src="file://${place}">`,
        `<img src="http://127.0.0.1:${port}/a.png">`,
        `![x](http://127.0.0.1:${port}/b.png)`,
        `php://filter/convert.base64-encode/resource=${place}`,
        `@import url(http://127.0.0.1:${port}/c.css)`,
        `{"image":"${place}"}`,
        `<object data="http://127.0.0.1:${port}/d"></object>`,
      ];
      for (const text of texts) {
        await aLine(head, incident.id, { text });
        await head.post(`/api/incidents/${incident.id}/tasks`, {
          title: text.slice(0, 200),
        });
      }
      await aFile(head, incident.id, someBytes(10), {
        name: place,
        note: texts.join("\n"),
      });
      const { status, bytes } = await download(
        head,
        `/api/incidents/${incident.id}/case-report.pdf`,
      );
      expect(status).toBe(200);
      const raw = bytes!.toString("latin1");
      for (const sign of ["/EmbeddedFile", "/JavaScript", "/Launch", "/GoToR"])
        expect(raw).not.toContain(sign);
      const { text } = await extractText(
        await getDocumentProxy(new Uint8Array(bytes!)),
        { mergePages: true },
      );
      expect(text).not.toContain(secret);
      expect(text.replace(/\s+/g, "")).toContain(texts[2]!.replace(/\s+/g, ""));
      expect(asked).toBe(0);
    } finally {
      server.close();
    }
  });

  test("SEC-14 GHSA-ghvf-qf6h-g8x5 (NocoBase): a file to be read in is what was sent, never what lies somewhere", async () => {
    for (const body of [
      { url: "file:///etc/hostname" },
      { path: "/etc/hostname" },
      { text: { path: "/etc/hostname" } },
      { text: ["/etc/hostname"] },
    ])
      expect(
        (
          await head.call(
            "POST",
            `/api/incidents/${incident.id}/timeline/file`,
            body,
          )
        ).status,
      ).toBe(400);
    const named = await head.call(
      "POST",
      `/api/incidents/${incident.id}/timeline/file`,
      { text: "/etc/hostname" },
    );
    expect(JSON.stringify(named.body)).not.toContain(
      (await readFile("/etc/hostname", "utf8")).trim() + '"',
    );
  });

  test("SEC-14 CVE-2018-1002204 (adm-zip): an archive is kept as it is, and nothing of it is unpacked", async () => {
    const zip = zipOf("../../../keys/evil", Buffer.from("evil"));
    await thereAndBack(zip, { originalName: "証拠.zip" });
    await expect(
      readFile(joinPath(app.dataDir, "keys", "evil")),
    ).rejects.toMatchObject({ code: "ENOENT" });
  });

  test("SEC-14 CVE-2026-82659 GHSA-wqvq-jvpq-h66f (Nodemailer): where a text is due, an object that names a file is refused", async () => {
    const attack = new Attack(await Contracts.of(head));
    const before = await storedFiles(app.dataDir);
    let tried = 0;
    for (const route of attack.creations) {
      const schema = attack.contracts.body(route)!;
      const whole = attack.contracts.sample(schema, () => incident.id);
      for (const place of attack.contracts.places(schema, (name) =>
        /^(name|title|note|text|content|detail|scope|summary|originalName|mediaType|officialName)$/.test(
          name,
        ),
      ))
        for (const value of [
          { path: "/etc/hostname" },
          { href: "file:///etc/hostname" },
          { raw: { path: "/etc/hostname" } },
        ]) {
          const { status, body } = await head.call(
            "POST",
            route.split(" ")[1]!.replace(":incidentId", incident.id),
            placed(whole, place, value),
          );
          expect([400, 403], `${route} ${place}`).toContain(status);
          if (status === 400)
            expect(
              Object.keys(
                (body as { errors?: Record<string, string> }).errors ?? {},
              ).some((field) => field.startsWith(place)),
              `${route} ${place}`,
            ).toBe(true);
          tried++;
        }
    }
    expect(tried).toBeGreaterThanOrEqual(30);
    expect(await storedFiles(app.dataDir)).toEqual(before);
  });
});

describe("rows that touch files beside their own matter", () => {
  test("SEC-12 GHSA-2g42-f97q-973x (FreeScout): content leaves with every header a page leaves with", async () => {
    const file = await aFile(head, incident.id);
    const page = await download(head, "/api/settings");
    const content = await download(head, `${path}/${file.id}/content`);
    const gone = await download(head, `${path}/${file.id}/content?no=9`);
    for (const name of [
      "cross-origin-opener-policy",
      "cross-origin-embedder-policy",
      "cross-origin-resource-policy",
      "referrer-policy",
      "x-content-type-options",
      "x-frame-options",
      "x-robots-tag",
    ])
      for (const { headers } of [content, gone]) {
        expect(headers.get(name), name).toBe(page.headers.get(name));
        expect(headers.get(name), name).not.toBeNull();
      }
    expect(content.headers.get("cache-control")).toContain("no-store");
  });

  test("SEC-27 CVE-2025-47935 CVE-2025-47944 CVE-2025-48997 CVE-2025-7338 CVE-2026-2359 CVE-2026-3304 CVE-2026-3520 (multer): a body of parts is not read at all", async () => {
    const before = await storedFiles(app.dataDir);
    const part = '--x\r\nContent-Disposition: form-data; name=""\r\n\r\n\r\n';
    const nested = `--x\r\nContent-Disposition: form-data; name="${"a".padEnd(10_000, "[b]")}"\r\n\r\n1\r\n`;
    for (const body of [
      part.repeat(10_000) + "--x--",
      nested + "--x--",
      "--x\r\nno end",
      "",
    ])
      for (const place of [path, `${path}/uploads`]) {
        const { status } = await head.call("POST", place, Buffer.from(body), {
          "content-type": "multipart/form-data; boundary=x",
        });
        expect([400, 415]).toContain(status);
      }
    expect(await storedFiles(app.dataDir)).toEqual(before);
    expect((await head.call("GET", path)).status).toBe(200);
  });

  test("SEC-29 CVE-2026-39244 (adm-zip) CVE-2026-32630 (file-type): what grows when it is opened is not opened", async () => {
    const bomb = zipOf("zeros", Buffer.alloc(64 * 1024 * 1024));
    expect(bomb.length).toBeLessThan(1024 * 1024);
    const before = process.memoryUsage().rss;
    await thereAndBack(bomb, { originalName: "証拠.zip" });
    const lie = zipOf("lie", Buffer.from("x"));
    lie.writeUInt32LE(0xffff_fff0, 22);
    await thereAndBack(lie, { originalName: "嘘.zip" });
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 * 1024);
  });

  test("SEC-30 CVE-2026-55452 (Snipe-IT): a name that is a formula is none in an export", async () => {
    const names = ["=1+1|cmd", "+SUM(A1)", "-2+3", "@SUM(1)", "＝１＋１"];
    for (const name of names)
      await aFile(head, incident.id, someBytes(10), {
        name,
        note: name,
        originalName: name,
      });
    const { body } = await head.get<string>(`${path}/export.csv`);
    const rows: string[][] = parse(body, { bom: true });
    const cells = rows.slice(1).flat();
    for (const name of names) expect(cells.join("\n")).toContain(name);
    expect(
      cells.filter(
        (cell) =>
          /^[\s"']*[=+\-@＝＋－＠]\D/.test(cell) && !cell.startsWith("'"),
      ),
    ).toEqual([]);
  });
});

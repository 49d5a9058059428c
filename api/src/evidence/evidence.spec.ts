import { open, readFile, unlink, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { StoreCare } from "@keii/api/evidence/store-care";
import type {
  AttachedFile,
  CustodyHandOver,
  Evidence,
  EvidenceAccess,
  EvidenceRevision,
  EvidenceUpload,
  EvidenceVerification,
  Incident,
  ProblemDocument,
  TimelineEvent,
} from "@keii/shared";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startApp, type TestApp } from "../../../test/support/app.js";
import {
  aFile,
  cutUpload,
  download,
  sentBeforeRead,
  sha256Of,
  someBytes,
  storedFiles,
  upload,
} from "../../../test/support/files.js";
import {
  aLine,
  aPerson,
  anIncident,
  join as joinIncident,
  type Person,
} from "../../../test/support/people.js";

let app: TestApp;
let care: StoreCare;
let head: Person;
let other: Person;
let desk: Person;
let administrator: Person;
let incident: Incident;
let path: string;

beforeAll(async () => {
  app = await startApp();
  care = new StoreCare(app.foundation);
  head = await aPerson(app);
  other = await aPerson(app);
  desk = await aPerson(app);
  administrator = await aPerson(app, { right: "administrator" });
  incident = await anIncident(head);
  await joinIncident(head, incident.id, other, "compliance");
  await joinIncident(head, incident.id, desk, "desk_lead");
  path = `/api/incidents/${incident.id}/evidence`;
});

afterAll(() => app.close());

const placeOf = (sha256: string, incidentId = incident.id) =>
  join(app.dataDir, "evidence", incidentId, sha256);

async function flipBit(file: string, at: number): Promise<void> {
  const handle = await open(file, "r+");
  const byte = Buffer.alloc(1);
  await handle.read(byte, 0, 1, at);
  byte[0]! ^= 1;
  await handle.write(byte, 0, 1, at);
  await handle.close();
}

const later = () => new Date(Date.now() + 25 * 60 * 60 * 1000);

describe("POST /evidence/uploads", () => {
  test("takes content of any kind and says what it is", async () => {
    const bytes = someBytes(9 * 1024 * 1024 + 17);
    const arrived = await upload(head, incident.id, bytes);
    expect(arrived).toMatchObject({
      sha256: sha256Of(bytes),
      size: bytes.length,
    });
    expect((await readFile(placeOf(arrived.sha256))).equals(bytes)).toBe(true);
  });

  test("nothing shows until a file is made of it", async () => {
    const before = (await head.get<Evidence[]>(path)).body;
    await upload(head, incident.id, someBytes(10));
    expect((await head.get<Evidence[]>(path)).body).toEqual(before);
  });

  test("the same key brings the same upload, another content under it is refused", async () => {
    const bytes = someBytes(50);
    const key = { "idempotency-key": "upload-1" };
    const one = await head.call<EvidenceUpload>(
      "POST",
      `${path}/uploads`,
      bytes,
      key,
    );
    const two = await head.call<EvidenceUpload>(
      "POST",
      `${path}/uploads`,
      bytes,
      key,
    );
    expect(two.body).toEqual(one.body);
    const three = await head.call(
      "POST",
      `${path}/uploads`,
      someBytes(50),
      key,
    );
    expect(three.status).toBe(422);
    const left = (await storedFiles(app.dataDir)).filter((file) =>
      file.includes("incoming"),
    );
    expect(left).toEqual([]);
  });

  test("who may not write is refused before anything is kept", async () => {
    const before = await storedFiles(app.dataDir);
    const stranger = await aPerson(app);
    for (const [caller, status] of [
      [desk, 403],
      [administrator, 403],
      [stranger, 404],
    ] as const)
      expect(
        (await caller.call("POST", `${path}/uploads`, someBytes(10))).status,
      ).toBe(status);
    expect(await storedFiles(app.dataDir)).toEqual(before);
  });

  test("any other type is refused, and content is refused elsewhere", async () => {
    for (const type of ["application/json", "text/plain", "image/png"])
      expect(
        (
          await head.call("POST", `${path}/uploads`, Buffer.from("{}"), {
            "content-type": type,
          })
        ).status,
        type,
      ).toBe(415);
    expect((await head.call("POST", path, Buffer.from("{}"))).status).toBe(415);
  });

  test("what is larger than the limit is refused, unread where it is announced, and the refusal reaches who reads last", async () => {
    const small = await startApp({ env: { KEII_FILE_LIMIT_MB: "1" } });
    const person = await aPerson(small);
    const own = await anIncident(person);
    const target = `/api/incidents/${own.id}/evidence/uploads`;
    const { status, body } = await person.call<ProblemDocument>(
      "POST",
      target,
      someBytes(1024 * 1024 + 1),
    );
    expect([status, body.type]).toEqual([413, "urn:keii:problem:too-large"]);
    // Without a word of how much it is; and read only once all of it is sent, as browsers do.
    const late = await sentBeforeRead(person, target, 48 * 1024 * 1024);
    expect(late).toMatch(/^HTTP\/1.1 413 /);
    expect(late).toContain("urn:keii:problem:too-large");
    expect(await storedFiles(small.dataDir)).toEqual([]);
    await small.close();
  });

  test("cut at random points, it leaves nothing", async () => {
    const before = await storedFiles(app.dataDir);
    const uploads = await app.sql("select id from evidence_upload");
    const bytes = someBytes(600_000);
    for (let i = 0; i < 10; i++)
      await cutUpload(
        head,
        `${path}/uploads`,
        bytes,
        Math.floor(Math.random() * bytes.length),
      );
    await expect.poll(() => storedFiles(app.dataDir)).toEqual(before);
    expect(await app.sql("select id from evidence_upload")).toEqual(uploads);
  });
});

describe("POST /evidence", () => {
  test("makes a file of what arrived, numbered within the incident", async () => {
    const bytes = someBytes(100);
    const file = await aFile(head, incident.id, bytes, { category: "report" });
    expect(file).toMatchObject({
      name: "調査報告書",
      category: "report",
      visibility: "internal",
      current: {
        no: 1,
        state: "kept",
        sha256: sha256Of(bytes),
        size: 100,
        originalName: "報告書.pdf",
      },
    });
    const next = await aFile(head, incident.id);
    expect(next.no).toBe(file.no + 1);
  });

  test("takes an upload from its sender only, once, and only as what it is", async () => {
    const { id, sha256, size } = await upload(
      head,
      incident.id,
      someBytes(100),
    );
    const file = { name: "x", uploadId: id, sha256, size };
    const fieldOf = async (caller: Person, body: object) =>
      Object.keys(
        (await caller.call<ProblemDocument>("POST", path, body)).body.errors ??
          {},
      );
    expect(await fieldOf(other, file)).toEqual(["uploadId"]);
    expect(await fieldOf(head, { ...file, sha256: "00".repeat(32) })).toEqual([
      "sha256",
    ]);
    expect(await fieldOf(head, { ...file, size: 99 })).toEqual(["size"]);
    expect((await head.call("POST", path, file)).status).toBe(201);
    expect(await fieldOf(head, file)).toEqual(["uploadId"]);
  });

  test("registers a file by its hash alone, whose digits are no card number", async () => {
    const sha256 = `4111111111111111${"a".repeat(48)}`;
    const { body: file } = await head.post<Evidence>(path, {
      name: "サーバーのディスクイメージ",
      sha256,
      size: 2 ** 40,
    });
    expect(file.current).toMatchObject({ state: "registered", sha256 });
    expect((await download(head, `${path}/${file.id}/content`)).status).toBe(
      409,
    );
  });

  test("writes its line of the timeline, or adopts the one that is there", async () => {
    const { body: party } = await head.post<{ id: string }>(
      `/api/incidents/${incident.id}/parties`,
      { officialName: "架空フォレンジック" },
    );
    const told = await aFile(head, incident.id, someBytes(9), {
      received: { on: "2016-08-31", at: "2016-08-31T15:00:00+09:00" },
      receivedFromId: party.id,
      isTold: true,
    });
    const { body: line } = await head.get<TimelineEvent>(
      `/api/incidents/${incident.id}/timeline/${told.timelineEventId}`,
    );
    expect(line).toMatchObject({
      text: "架空フォレンジックからファイル「調査報告書」を受領",
      occurred: { on: "2016-08-31", at: "2016-08-31T06:00:00.000Z" },
      visibility: "internal",
    });
    const known = await aLine(head, incident.id, {
      occurred: { on: "2016-09-01" },
    });
    const adopting = await aFile(head, incident.id, someBytes(9), {
      timelineEventId: known.id,
    });
    expect(adopting).toMatchObject({
      timelineEventId: known.id,
      received: { on: "2016-09-01", at: null },
    });
  });

  test("writes its line in the language of the other lines, whoever records it", async () => {
    const writer = await aPerson(app);
    await joinIncident(head, incident.id, writer, "responder");
    await writer.call("PUT", "/api/auth/preferences", { language: "en" });
    const { body: file } = await writer.post<Evidence>(path, {
      name: "ws01",
      sha256: "b".repeat(64),
      size: 9,
      received: { on: "2016-09-02" },
      isTold: true,
    });
    const { body: line } = await head.get<TimelineEvent>(
      `/api/incidents/${incident.id}/timeline/${file.timelineEventId}`,
    );
    expect(line.text).toBe("ファイル「ws01」を受領");
  });

  test("is attached to a line, and taken off again", async () => {
    const line = await aLine(head, incident.id);
    const file = await aFile(head, incident.id, someBytes(9), {
      attachedLineId: line.id,
    });
    const links = `${path}/links?filter=${JSON.stringify({ subjectKind: "timeline", subjectId: [line.id] })}`;
    expect((await head.get<AttachedFile[]>(links)).body).toMatchObject([
      { evidenceId: file.id, subjectId: line.id, originalName: "報告書.pdf" },
    ]);
    await head.call("POST", `${path}/${file.id}/detach`, {
      timelineEventId: line.id,
    });
    expect((await head.get<AttachedFile[]>(links)).body).toEqual([]);
    const elsewhere = await anIncident(other);
    const foreign = await aLine(other, elsewhere.id);
    expect(
      (
        await head.call("POST", `${path}/${file.id}/attach`, {
          timelineEventId: foreign.id,
        })
      ).status,
    ).toBe(400);
  });
});

describe("what is for counsel", () => {
  test("shows its number and basis, no name, no content, no hash, neither in lists nor in the log", async () => {
    const secret = "助言の写し9f2c";
    const file = await aFile(head, incident.id, someBytes(33), {
      name: secret,
      note: secret,
      originalName: `${secret}.pdf`,
      visibility: "counsel",
      counselBasis: "弁護士の助言",
    });
    const { sha256 } = file.current!;
    const { body: seen } = await other.get<Evidence>(`${path}/${file.id}`);
    expect(seen).toMatchObject({
      no: file.no,
      name: null,
      current: null,
      isWithheld: true,
      counselBasis: "弁護士の助言",
    });
    for (const part of ["content", "revisions", "custody", "accesses"])
      expect(
        (await other.call("GET", `${path}/${file.id}/${part}`)).status,
        part,
      ).toBe(403);
    for (const filter of [{ q: secret }, { sha256 }])
      expect(
        (
          await other.get<Evidence[]>(
            `${path}?filter=${encodeURIComponent(JSON.stringify(filter))}`,
          )
        ).body,
      ).toEqual([]);
    for (const place of [
      path,
      `${path}?sort=["name","ASC"]`,
      `${path}/export.csv`,
      `/api/incidents/${incident.id}/activity?range=[0,199]`,
    ]) {
      const text = JSON.stringify((await other.call("GET", place)).body);
      expect(text, place).not.toContain(secret);
      expect(text, place).not.toContain(sha256);
    }
  });

  test("is made so only by who reads it, and with its basis", async () => {
    const body = { name: "x", sha256: "00".repeat(32), size: 1 };
    const answer = await other.call<ProblemDocument>("POST", path, {
      ...body,
      visibility: "counsel",
      counselBasis: "x",
    });
    expect(Object.keys(answer.body.errors ?? {})).toEqual(["visibility"]);
    const without = await head.call<ProblemDocument>("POST", path, {
      ...body,
      visibility: "counsel",
    });
    expect(Object.keys(without.body.errors ?? {})).toEqual(["counselBasis"]);
  });
});

describe("GET /evidence/:id/content", () => {
  test("hands out what went in, as an attachment that nothing opens, and writes down who took it", async () => {
    const bytes = someBytes(5 * 1024 * 1024);
    const file = await aFile(head, incident.id, bytes, {
      originalName: "../調査\u202e報告(最終).pdf.html",
    });
    const got = await download(other, `${path}/${file.id}/content`);
    expect(got.bytes?.equals(bytes)).toBe(true);
    const header = (name: string) => got.headers.get(name);
    expect(header("content-type")).toBe("application/octet-stream");
    expect(header("x-content-type-options")).toBe("nosniff");
    expect(header("content-security-policy")).toBe(
      "sandbox; default-src 'none'",
    );
    expect(header("content-disposition")).toBe(
      `attachment; filename="_______.pdf.html"; filename*=UTF-8''_${encodeURIComponent("調査報告")}%28${encodeURIComponent("最終")}%29.pdf.html`.replace(
        "_______",
        "_____(__)",
      ),
    );
    const { body: accesses } = await head.get<EvidenceAccess[]>(
      `${path}/${file.id}/accesses`,
    );
    expect(accesses).toMatchObject([
      { revisionNo: 1, openedBy: { id: other.id } },
    ]);
  });

  test("support sees nothing", async () => {
    const file = await aFile(head, incident.id);
    for (const one of ["", `/${file.id}`, `/${file.id}/content`, "/links"])
      expect((await desk.call("GET", path + one)).status).toBe(403);
  });

  test("a flipped bit is never served: refused in the first piece, cut before a later one, and marked", async () => {
    const bytes = someBytes(9 * 1024 * 1024);
    for (const at of [100, 5 * 1024 * 1024, bytes.length - 1]) {
      const file = await aFile(head, incident.id, bytes);
      const { sha256 } = file.current!;
      await flipBit(placeOf(sha256), at);
      const got = await download(head, `${path}/${file.id}/content`);
      if (at < 4 * 1024 * 1024) expect(got.status).toBe(502);
      else expect(got.bytes).toBeNull();
      await expect
        .poll(
          async () =>
            (await head.get<Evidence>(`${path}/${file.id}`)).body.current
              ?.state,
        )
        .toBe("damaged");
      // The same content once more makes it whole again.
      await aFile(head, incident.id, bytes);
      expect(
        (await head.get<Evidence>(`${path}/${file.id}`)).body.current?.state,
      ).toBe("kept");
    }
  });

  test("the scrub finds a flipped bit, a cut file and a lost one, says so in the log, and finds them whole again", async () => {
    const files = await Promise.all(
      [1, 2, 3].map(() => aFile(head, incident.id, someBytes(5_000_000))),
    );
    const places = files.map((file) => placeOf(file.current!.sha256));
    const whole = await Promise.all(places.map((place) => readFile(place)));
    await flipBit(places[0]!, 4_999_999);
    await writeFile(places[1]!, whole[1]!.subarray(0, 4_999_999));
    await unlink(places[2]!);
    const all = new Date(Date.now() + 60_000);
    const states = () =>
      Promise.all(
        files.map(
          async ({ id }) =>
            (await head.get<Evidence>(`${path}/${id}`)).body.current?.state,
        ),
      );
    await care.scrub(new Date(Date.now() + 1_000), all);
    expect(await states()).toEqual(["damaged", "damaged", "damaged"]);
    const log = JSON.stringify(
      (
        await head.get(
          `/api/incidents/${incident.id}/activity?filter={"resource":"evidence"}`,
        )
      ).body,
    );
    expect(log).toContain("damaged_at");
    for (const [at, place] of places.entries())
      await writeFile(place, whole[at]!);
    await care.scrub(new Date(Date.now() + 1_000), all);
    expect(await states()).toEqual(["kept", "kept", "kept"]);
  });
});

describe("PUT /evidence/:id and its revisions", () => {
  test("a change needs the newest version", async () => {
    const file = await aFile(head, incident.id);
    const { body: changed } = await head.on<Evidence>(
      1,
      "PUT",
      `${path}/${file.id}`,
      { note: "原本は金庫" },
    );
    expect(changed).toMatchObject({ note: "原本は金庫", version: 2 });
    const lost = await head.call(
      "PUT",
      `${path}/${file.id}`,
      { note: "x" },
      { "if-match": '"v1"' },
    );
    expect(lost.status).toBe(412);
  });

  test("a revision keeps what was there before", async () => {
    const [first, second] = [someBytes(100), someBytes(200)];
    const file = await aFile(head, incident.id, first);
    const { id, sha256, size } = await upload(head, incident.id, second);
    const { body: revised } = await head.on<Evidence>(
      1,
      "POST",
      `${path}/${file.id}/revisions`,
      { uploadId: id, sha256, size, originalName: "第2版.pdf" },
    );
    expect(revised.current).toMatchObject({ no: 2, sha256 });
    const { body: revisions } = await head.get<EvidenceRevision[]>(
      `${path}/${file.id}/revisions`,
    );
    expect(revisions.map((r) => r.no)).toEqual([2, 1]);
    const old = await download(head, `${path}/${file.id}/content?no=1`);
    expect(old.bytes?.equals(first)).toBe(true);
    expect(
      (await download(head, `${path}/${file.id}/content?no=3`)).status,
    ).toBe(404);
  });
});

describe("custody and verification", () => {
  test("a hand-over says who, to whom, what for and when, and stays", async () => {
    const file = await aFile(head, incident.id);
    const { body: given } = await head.post<CustodyHandOver>(
      `${path}/${file.id}/custody`,
      {
        handedFrom: "情報システム部 見本太郎",
        handedTo: "架空フォレンジック",
        purpose: "解析",
        handedOver: { on: "2016-08-19", at: "2016-08-19T10:00:00+09:00" },
      },
    );
    const { body: all } = await other.get<CustodyHandOver[]>(
      `${path}/${file.id}/custody`,
    );
    expect(all).toEqual([given]);
    expect(given).toMatchObject({
      handedTo: "架空フォレンジック",
      revisionNo: 1,
    });
    await expect(
      app.sql("update evidence_custody set purpose = 'x'"),
    ).rejects.toThrow();
  });

  test("a file at hand is held against its registered hash", async () => {
    const sha256 = "cd".repeat(32);
    const { body: file } = await head.post<Evidence>(path, {
      name: "ディスクイメージ",
      sha256,
      size: 10,
    });
    const verify = async (body: object) =>
      (
        await head.post<EvidenceVerification>(
          `${path}/${file.id}/verifications`,
          body,
        )
      ).body.isMatch;
    expect(await verify({ sha256, size: 10 })).toBe(true);
    expect(await verify({ sha256: "ce".repeat(32), size: 10 })).toBe(false);
    const { body: all } = await head.get<EvidenceVerification[]>(
      `${path}/${file.id}/verifications`,
    );
    expect(all.map((v) => v.isMatch)).toEqual([false, true]);
  });
});

describe("POST /evidence/:id/purge", () => {
  test("destroys the content and leaves name, hash, custody and who did it and why", async () => {
    const bytes = someBytes(100);
    const file = await aFile(head, incident.id, bytes);
    const twin = await aFile(head, incident.id, bytes);
    const { sha256 } = file.current!;
    const refused = await head.call(
      "POST",
      `${path}/${file.id}/purge`,
      { reason: "x" },
      { "if-match": '"v1"' },
    );
    expect(refused.status).toBe(403);
    const { body: purged } = await administrator.on<Evidence>(
      1,
      "POST",
      `${path}/${file.id}/purge`,
      { reason: "カード番号を含む画面の写し" },
    );
    expect(purged.current).toMatchObject({
      state: "purged",
      sha256,
      purge: {
        reason: "カード番号を含む画面の写し",
        by: { id: administrator.id },
      },
    });
    expect(await storedFiles(app.dataDir)).not.toContain(placeOf(sha256));
    for (const one of [file, twin])
      expect((await download(head, `${path}/${one.id}/content`)).status).toBe(
        409,
      );
    const again = await head.call<ProblemDocument>(
      "POST",
      `${path}/uploads`,
      bytes,
    );
    expect([again.status, again.body.type]).toEqual([
      409,
      "urn:keii:problem:content-purged",
    ]);
    expect(await storedFiles(app.dataDir)).not.toContain(placeOf(sha256));
  });
});

describe("the store", () => {
  test("keeps the same content once in an incident, and apart in another", async () => {
    const bytes = someBytes(100);
    const mine = await aFile(head, incident.id, bytes);
    await aFile(head, incident.id, bytes);
    const elsewhere = await anIncident(other);
    await aFile(other, elsewhere.id, bytes);
    const { sha256 } = mine.current!;
    const places = (await storedFiles(app.dataDir)).filter((file) =>
      file.endsWith(sha256),
    );
    expect(places).toEqual(
      [placeOf(sha256), placeOf(sha256, elsewhere.id)].sort(),
    );
  });

  test("after a day the sweep takes what nobody made a file of, and leaves every file", async () => {
    const file = await aFile(head, incident.id);
    const forgotten = await upload(head, incident.id, someBytes(100));
    const half = join(app.dataDir, "evidence", "incoming", "0-half");
    await writeFile(half, "x");
    expect(await care.sweep()).toBe(0);
    const old = new Date(Date.now() - 1000);
    for (const one of await storedFiles(app.dataDir))
      await utimes(one, old, old);
    await care.sweep(later());
    const left = await storedFiles(app.dataDir);
    expect(left).toContain(placeOf(file.current!.sha256));
    expect(left).not.toContain(placeOf(forgotten.sha256));
    expect(left).not.toContain(half);
    const { status } = await head.call("POST", path, {
      name: "x",
      uploadId: forgotten.id,
      sha256: forgotten.sha256,
      size: forgotten.size,
    });
    expect(status).toBe(400);
  });
});

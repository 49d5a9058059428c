import {
  afterAll,
  beforeAll,
  beforeEach,
  describe,
  expect,
  test,
} from "vitest";
import type {
  AttachedFile,
  AuthorityReport,
  Evidence,
  Incident,
  PartnerRequest,
  ProblemDocument,
} from "@keii/shared";
import { startApp, type TestApp } from "../../../test/support/app.js";
import {
  aFile,
  sha256Of,
  someBytes,
  upload,
} from "../../../test/support/files.js";
import { anEngagement, aParty } from "../../../test/support/forensics.js";
import {
  aPerson,
  anIncident,
  join,
  type Person,
} from "../../../test/support/people.js";

let app: TestApp;
let head: Person;
let compliance: Person;
let incident: Incident;
let base: string;
let partyId: string;

beforeAll(async () => {
  app = await startApp();
  head = await aPerson(app);
  compliance = await aPerson(app);
});
afterAll(() => app.close());
beforeEach(async () => {
  incident = await anIncident(head);
  await join(head, incident.id, compliance, "compliance");
  base = `/api/incidents/${incident.id}`;
  partyId = (
    await aParty(head, incident.id, "見本警察署", { roles: ["police"] })
  ).id;
});

async function filesOf(
  reader: Person,
  subjectKind: string,
  id: string,
): Promise<AttachedFile[]> {
  const filter = JSON.stringify({ subjectKind, subjectId: [id] });
  return (
    await reader.get<AttachedFile[]>(
      `${base}/evidence/links?filter=${encodeURIComponent(filter)}`,
    )
  ).body;
}

const occurred = { on: "2016-08-18" };
type Made = { id: string; answers?: { id: string }[] };

/** Each kind of record that takes files: makes one with these, and answers its id. */
const kinds: Record<string, (evidenceIds: string[]) => Promise<Made>> = {
  authorities: async (evidenceIds) => draft({ evidenceIds }),
  forensic_reports: async (evidenceIds) => {
    const { id: engagementId } = await anEngagement(head, incident.id, partyId);
    return made(`${base}/forensic_reports`, {
      engagementId,
      kind: "first",
      occurred,
      evidenceIds,
    });
  },
  remediation_work: async (evidenceIds) => {
    const measure = await made(`${base}/remediation`, {
      title: "改ざん検知を入れる",
      kind: "permanent",
      occurred: null,
    });
    return made(`${base}/remediation/${measure.id}/work`, {
      occurred,
      text: "設定した",
      evidenceIds,
    });
  },
  partner_answers: async (evidenceIds) => {
    const request = await made(`${base}/partners`, {
      partyId,
      kind: "watch_cards",
      occurred,
    });
    const answer = await compliance.call<PartnerRequest & ProblemDocument>(
      "POST",
      `${base}/partners/${request.id}/answer`,
      { outcome: "promised", occurred, evidenceIds },
      { "if-match": '"v1"' },
    );
    if (answer.status >= 300) throw new Refused(answer.body);
    return answer.body.answers[0]!;
  },
};

class Refused extends Error {
  constructor(readonly problem: ProblemDocument) {
    super(problem.title);
  }
}

async function made(path: string, body: object): Promise<Made> {
  const answer = await compliance.call<Made & ProblemDocument>(
    "POST",
    path,
    body,
  );
  if (answer.status >= 300) throw new Refused(answer.body);
  return answer.body;
}

async function draft(more: object): Promise<Made & { version: number }> {
  return (await made(`${base}/authorities`, {
    recipientId: partyId,
    stage: "voluntary",
    basis: "voluntary",
    policeContact: "damage_report",
    method: "in_person",
    content: "被害を届け出る。",
    ...more,
  })) as Made & { version: number };
}

describe.each(Object.keys(kinds))("files of %s", (kind) => {
  const make = (ids: string[]) => kinds[kind]!(ids);

  test("are named with the record, and what is counsel's only by its number", async () => {
    const open = await aFile(head, incident.id, someBytes(10), {
      name: "控え",
    });
    const { id } = await make([open.id.toUpperCase()]);
    expect(await filesOf(compliance, kind, id)).toMatchObject([
      { evidenceId: open.id, no: open.no, name: "控え", isWithheld: false },
    ]);
    await head.on(open.version, "PUT", `${base}/evidence/${open.id}`, {
      visibility: "counsel",
      counselBasis: "助言",
    });
    const [withheld] = await filesOf(compliance, kind, id);
    expect(withheld).toMatchObject({
      no: open.no,
      name: null,
      originalName: null,
      size: null,
      isWithheld: true,
    });
    expect((await filesOf(head, kind, id))[0]?.name).toBe("控え");
  });

  test("are files of the same incident that the writer may read, or the record is refused", async () => {
    const other = await anIncident(head);
    const foreign = await aFile(head, other.id);
    const counsels = await aFile(head, incident.id, someBytes(10), {
      visibility: "counsel",
      counselBasis: "助言",
    });
    for (const id of [foreign.id, counsels.id, incident.id, "x"]) {
      const refused = await make([id]).then(
        () => null,
        (error: unknown) => error,
      );
      expect(refused, id).toBeInstanceOf(Refused);
      expect((refused as Refused).problem.errors).toHaveProperty("evidenceIds");
    }
  });
});

describe("a report to an authority", () => {
  test("as a draft changes its files, and those that are counsel's stay for who does not see them", async () => {
    const [one, two] = [
      await aFile(head, incident.id),
      await aFile(head, incident.id),
    ];
    const { id } = await draft({ evidenceIds: [one.id, two.id] });
    await head.on(two.version, "PUT", `${base}/evidence/${two.id}`, {
      visibility: "counsel",
      counselBasis: "助言",
    });
    await compliance.on(1, "PUT", `${base}/authorities/${id}`, {
      evidenceIds: [],
    });
    expect(
      (await filesOf(head, "authorities", id)).map((f) => f.evidenceId),
    ).toEqual([two.id]);
  });

  test("once filed keeps its files, each in the revision that was handed in", async () => {
    const file = await aFile(head, incident.id, someBytes(10), {
      originalName: "届出書1.pdf",
    });
    const late = await aFile(head, incident.id);
    const { id } = await draft({ evidenceIds: [file.id] });
    const { body: filed } = await compliance.on<AuthorityReport>(
      1,
      "POST",
      `${base}/authorities/${id}/filing`,
      { occurred },
    );
    const change = await compliance.call(
      "PUT",
      `${base}/authorities/${id}`,
      { evidenceIds: [late.id] },
      { "if-match": `"v${filed.version}"` },
    );
    expect(change.status).toBe(409);
    const bytes = someBytes(99);
    const sent = await upload(head, incident.id, bytes);
    await head.on<Evidence>(
      file.version,
      "POST",
      `${base}/evidence/${file.id}/revisions`,
      {
        uploadId: sent.id,
        sha256: sha256Of(bytes),
        size: 99,
        originalName: "届出書2.pdf",
      },
    );
    expect(await filesOf(compliance, "authorities", id)).toMatchObject([
      {
        evidenceId: file.id,
        originalName: "届出書1.pdf",
        size: 10,
        revisionNo: 1,
      },
    ]);
  });
});

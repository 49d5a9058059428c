import { createHash } from "node:crypto";
import { Injectable } from "@nestjs/common";
import {
  findCardNumbers,
  problems,
  type GivenList,
  type GivenListFile,
  type NewGivenList,
} from "@keii/shared";
import { MemberBasesService } from "../customers/member-bases.service.js";
import { PartiesService } from "../parties/parties.service.js";
import type { Actor } from "../platform/database/actor.js";
import {
  Database,
  patientlyWithin,
  run,
  within,
  type Queryable,
  type Tx,
} from "../platform/database/database.js";
import { uuidv7 } from "../platform/database/id.js";
import { nextNo } from "../platform/database/numbers.js";
import { rowsOf, sql } from "../platform/database/sql.js";
import { changeVersioned } from "../platform/database/versioned.js";
import { readPage, type ListQuery, type Page } from "../platform/http/list.js";
import { Problem, fieldProblem } from "../platform/http/problem.js";
import { onConstraint } from "../platform/http/problem.filter.js";
import { GivenListEntity } from "./given-list.entity.js";
import {
  givenListList,
  givenListsOf,
  toGivenList,
  type GivenListRow,
} from "./given-lists.queries.js";

onConstraint("given_list_giver_fk", () =>
  fieldProblem(problems.invalid, "giverId", "unknownReference"),
);

/** What stands where a card number stood. */
const struckOut = /\[(?:カード番号 \*{4}\d{4}|\*{3})\]/;

/** Ids that somebody gave us; kept as they compare, with the hash of what was given. */
@Injectable()
export class GivenListsService {
  constructor(
    private readonly database: Database,
    private readonly bases: MemberBasesService,
    private readonly parties: PartiesService,
  ) {}

  list(incidentId: string, query: ListQuery): Promise<Page<GivenListRow>> {
    return readPage<GivenListRow>(
      this.database,
      givenListList,
      query,
      givenListsOf(incidentId),
    );
  }

  async read(
    incidentId: string,
    id: string,
    database: Queryable = this.database,
  ): Promise<GivenList> {
    const [row] = await database.query<GivenListRow>(
      rowsOf(givenListsOf(incidentId), [sql`l.id = $2`]),
      [incidentId, id],
    );
    if (!row) throw new Problem(problems.notFound);
    return toGivenList(row);
  }

  add(
    actor: Actor,
    incidentId: string,
    list: NewGivenList,
  ): Promise<GivenList> {
    return this.database.transaction(actor, incidentId, (tx) =>
      this.record(tx, list),
    );
  }

  async record(tx: Tx, list: NewGivenList): Promise<GivenList> {
    const base =
      list.kind !== "customers"
        ? null
        : list.memberBaseId
          ? (
              await this.bases.needed(tx, [list.memberBaseId], "memberBaseId")
            )[0]!
          : await this.bases.resolve(tx, null);
    const keys = foldedKeys(list.ids);
    const id = uuidv7();
    const no = await nextNo(tx, "given_list");
    await tx.manager.insert(GivenListEntity, {
      id,
      version: 1,
      incidentId: tx.incidentId!,
      no,
      name: list.name,
      kind: list.kind,
      baseNo: base?.no ?? null,
      giverId: list.giverId,
      receivedOn: list.receivedOn,
      fileName: list.fileName,
      sha256: createHash("sha256").update(list.ids.join("\n")).digest("hex"),
      items: keys.length,
      withdrawalReason: null,
      createdAt: tx.now,
      createdBy: tx.actor.id,
    });
    await patientlyWithin(tx, (database) =>
      database.query(
        "insert into given_list_item (incident_id, list_no, key) select $1, $2, key from unnest($3::text[]) as key",
        [tx.incidentId, no, keys],
      ),
    );
    return this.read(tx.incidentId!, id, within(tx));
  }

  async recordFile(
    tx: Tx,
    { giver, memberBase, ...list }: GivenListFile,
    fileName: string,
  ): Promise<GivenList> {
    const base =
      list.kind === "customers"
        ? await this.bases.resolve(tx, memberBase ?? null)
        : null;
    return this.record(tx, {
      ...list,
      memberBaseId: base?.id ?? null,
      giverId: await this.parties.named(tx, giver, null),
      fileName,
    });
  }

  withdraw(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    reason: string,
  ): Promise<GivenList> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const before = await this.read(incidentId, id, within(tx));
      if (before.version === base) {
        refuseWithdrawn(before);
        const { rows } = await run(
          tx,
          "select from exposure where incident_id = $1 and given_list_no = $2 and state = 'current' limit 1",
          [incidentId, before.no],
        );
        if (rows.length > 0)
          throw fieldProblem(problems.broken, "root.serverError", "listInUse");
      }
      await changeVersioned(
        tx,
        GivenListEntity,
        { id, incidentId },
        base,
        { withdrawalReason: reason },
        () => this.read(incidentId, id, within(tx)),
      );
      return this.read(incidentId, id, within(tx));
    });
  }

  /** A list of this incident that was not withdrawn; throws at `field` where there is none. */
  async needStanding(
    tx: Tx,
    id: string,
    field: string,
  ): Promise<GivenListEntity> {
    const list = await tx.manager.findOneBy(GivenListEntity, {
      id,
      incidentId: tx.incidentId!,
    });
    if (!list) throw fieldProblem(problems.invalid, field, "unknownReference");
    if (list.withdrawalReason !== null)
      throw fieldProblem(problems.broken, field, "isWithdrawn");
    return list;
  }
}

/** As ids are compared: full-width folded, trimmed, each once. Throws where one is, or was, a card number. */
function foldedKeys(ids: readonly string[]): string[] {
  if (ids.some((id) => struckOut.test(id) || findCardNumbers(id).length > 0))
    throw fieldProblem(problems.invalid, "ids", "hasCardNumber");
  const keys = ids.map((id) => id.normalize("NFKC").trim());
  return [...new Set(keys.filter((key) => key !== ""))];
}

function refuseWithdrawn({ withdrawalReason }: GivenList): void {
  if (withdrawalReason !== null)
    throw fieldProblem(problems.broken, "root.serverError", "isWithdrawn");
}

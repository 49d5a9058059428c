import { Injectable } from "@nestjs/common";
import {
  problems,
  type Exposure,
  type ExposureChange,
  type ExposureFile,
  type NewExposure,
  type PinnedExposure,
} from "@keii/shared";
import { MemberBasesService } from "../customers/member-bases.service.js";
import { SitesService } from "../customers/sites.service.js";
import type { Actor } from "../platform/database/actor.js";
import {
  Database,
  giveReason,
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
import { keptZone } from "../timeline/kept-zone.js";
import { ExposureEntity } from "./exposure.entity.js";
import {
  exposureList,
  exposuresOf,
  pinned,
  toExposure,
  type Conditions,
  type ExposureRow,
} from "./exposures.queries.js";
import { GivenListsService } from "./given-lists.service.js";
import { readWindow } from "./window.js";

/** As many as a run tells apart. */
export const mostExposures = 50;

/** The paths by which data leaked, each with the purchases or customers it concerns. */
@Injectable()
export class ExposuresService {
  constructor(
    private readonly database: Database,
    private readonly bases: MemberBasesService,
    private readonly sites: SitesService,
    private readonly lists: GivenListsService,
  ) {}

  list(incidentId: string, query: ListQuery): Promise<Page<ExposureRow>> {
    return readPage<ExposureRow>(
      this.database,
      exposureList,
      query,
      exposuresOf(incidentId),
    );
  }

  async read(
    incidentId: string,
    id: string,
    database: Queryable = this.database,
  ): Promise<Exposure> {
    const [row] = await database.query<ExposureRow>(
      rowsOf(exposuresOf(incidentId), [sql`e.id = $2`]),
      [incidentId, id],
    );
    if (!row) throw new Problem(problems.notFound);
    return toExposure(row);
  }

  add(
    actor: Actor,
    incidentId: string,
    exposure: NewExposure,
  ): Promise<Exposure> {
    return this.database.transaction(actor, incidentId, (tx) =>
      this.record(tx, actor.incident!.zone, exposure),
    );
  }

  async record(tx: Tx, zone: string, exposure: NewExposure): Promise<Exposure> {
    return this.insert(tx, await this.conditions(tx, zone, exposure), exposure);
  }

  /** Records what a file says; sites, bases and the giver of its list are made where they are not known yet. */
  async recordFile(
    tx: Tx,
    zone: string,
    { memberBases, sites, givenList, dataItems, ...file }: ExposureFile,
    fileName: string,
    findingId: string | null = null,
  ): Promise<Exposure> {
    const baseIds: string[] = [];
    for (const code of memberBases ?? [])
      baseIds.push((await this.bases.resolve(tx, code)).id);
    const siteIds: string[] = [];
    for (const code of sites ?? [])
      siteIds.push((await this.sites.resolve(tx, code)).id);
    const list = givenList
      ? await this.lists.recordFile(tx, givenList, fileName)
      : null;
    return this.record(tx, zone, {
      ...file,
      memberBaseIds: baseIds,
      siteIds,
      givenListId: list?.id ?? null,
      findingId,
      dataItems: dataItems && dataItems.length > 0 ? dataItems : ["other"],
    });
  }

  change(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    { reason, ...change }: ExposureChange,
  ): Promise<Exposure> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const zone = await keptZone(tx, ExposureEntity, id);
      const before = await this.read(incidentId, id, within(tx));
      if (before.version === base) refuseWithdrawn(before);
      const {
        no: _no,
        id: _id,
        ...conditions
      } = await this.conditions(tx, zone, { ...before, ...withEnds(change) });
      await giveReason(tx, reason);
      await changeVersioned(
        tx,
        ExposureEntity,
        { id, incidentId },
        base,
        {
          ...conditions,
          ...(change.vector !== undefined && { vector: change.vector }),
          ...(change.findingId !== undefined && {
            findingId: change.findingId,
          }),
        },
        () => this.read(incidentId, id, within(tx)),
      );
      return this.read(incidentId, id, within(tx));
    });
  }

  withdraw(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    reason: string,
  ): Promise<Exposure> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const before = await this.read(incidentId, id, within(tx));
      if (before.version === base) refuseWithdrawn(before);
      await changeVersioned(
        tx,
        ExposureEntity,
        { id, incidentId },
        base,
        { state: "withdrawn", withdrawalReason: reason },
        () => this.read(incidentId, id, within(tx)),
      );
      return this.read(incidentId, id, within(tx));
    });
  }

  /** The exposures that stand, by their number, as a run pins them. */
  async current(tx: Tx): Promise<PinnedExposure[]> {
    const rows = await tx.manager.find(ExposureEntity, {
      where: { incidentId: tx.incidentId!, state: "current" },
      order: { no: "ASC" },
    });
    return pinned(within(tx), rows);
  }

  /** An exposure as it would be: `id` is the one it stands for, or null where it is one more. */
  async draft(
    tx: Tx,
    zone: string,
    id: string | null,
    exposure: NewExposure,
  ): Promise<PinnedExposure> {
    const before = id ? await this.read(tx.incidentId!, id, within(tx)) : null;
    const conditions = await this.conditions(
      tx,
      before?.zone ?? zone,
      exposure,
    );
    const [draft] = await pinned(within(tx), [
      { ...conditions, id, no: before?.no ?? (await nextNo(tx, "exposure")) },
    ]);
    return draft!;
  }

  private async conditions(
    tx: Tx,
    zone: string,
    exposure: NewExposure,
  ): Promise<Conditions> {
    const window = readWindow(exposure, zone);
    const subject = exposure.subject ?? "purchases";
    const bases = await this.bases.needed(
      tx,
      exposure.memberBaseIds ?? [],
      "memberBaseIds",
    );
    const sites = await this.sites.needed(
      tx,
      exposure.siteIds ?? [],
      "siteIds",
    );
    const list = exposure.givenListId
      ? await this.lists.needStanding(tx, exposure.givenListId, "givenListId")
      : null;
    if (exposure.findingId) await needFinding(tx, exposure.findingId);
    const methods = exposure.methods ?? [];
    if (subject === "customers") {
      if (sites.length > 0)
        throw fieldProblem(problems.invalid, "siteIds", "notForCustomers");
      if (methods.length > 0)
        throw fieldProblem(problems.invalid, "methods", "notForCustomers");
      if (window.fromAt !== null)
        throw fieldProblem(problems.invalid, "fromAt", "notForCustomers");
      if (window.untilAt !== null)
        throw fieldProblem(problems.invalid, "untilAt", "notForCustomers");
      if (list && list.kind !== "customers")
        throw fieldProblem(problems.invalid, "givenListId", "listOfCustomers");
    }
    return {
      id: null,
      no: 0,
      name: exposure.name,
      subject,
      zone,
      ...window,
      baseNos: bases.map(({ no }) => no),
      siteNos: sites.map(({ no }) => no),
      methods,
      statuses: exposure.statuses ?? ["completed"],
      givenListNo: list?.no ?? null,
      dataItems: exposure.dataItems,
    };
  }

  private async insert(
    tx: Tx,
    conditions: Conditions,
    { vector, findingId }: NewExposure,
  ): Promise<Exposure> {
    const no = await nextNo(tx, "exposure");
    const standing = await tx.manager.countBy(ExposureEntity, {
      incidentId: tx.incidentId!,
      state: "current",
    });
    if (standing >= mostExposures)
      throw fieldProblem(
        problems.broken,
        "root.serverError",
        "tooManyExposures",
        mostExposures,
      );
    const id = uuidv7();
    await tx.manager.insert(ExposureEntity, {
      ...conditions,
      id,
      no,
      version: 1,
      incidentId: tx.incidentId!,
      vector: vector ?? "",
      findingId: findingId ?? null,
      state: "current",
      withdrawalReason: null,
      createdAt: tx.now,
      createdBy: tx.actor.id,
    });
    return this.read(tx.incidentId!, id, within(tx));
  }
}

function refuseWithdrawn({ state }: Exposure): void {
  if (state === "withdrawn")
    throw fieldProblem(problems.broken, "root.serverError", "isWithdrawn");
}

/** A day that is changed without a time takes its time away: it belonged to the day before. */
function withEnds(
  change: Omit<ExposureChange, "reason">,
): Partial<NewExposure> {
  return {
    ...change,
    ...(change.fromOn !== undefined &&
      change.fromAt === undefined && { fromAt: null }),
    ...(change.untilOn !== undefined &&
      change.untilAt === undefined && { untilAt: null }),
  };
}

async function needFinding(tx: Tx, id: string): Promise<void> {
  const { rows } = await run(
    tx,
    "select from forensic_finding where incident_id = $1 and id = $2",
    [tx.incidentId, id],
  );
  if (rows.length === 0)
    throw fieldProblem(problems.invalid, "findingId", "unknownReference");
}

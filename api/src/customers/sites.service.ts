import { Injectable } from "@nestjs/common";
import {
  problems,
  type NewSite,
  type Site,
  type SiteChange,
} from "@keii/shared";
import type { Actor } from "../platform/database/actor.js";
import {
  Database,
  within,
  type Queryable,
  type Tx,
} from "../platform/database/database.js";
import { uuidv7 } from "../platform/database/id.js";
import { lockNumbers, nextNo } from "../platform/database/numbers.js";
import { rowsOf, sql } from "../platform/database/sql.js";
import { changeVersioned } from "../platform/database/versioned.js";
import { readPage, type ListQuery, type Page } from "../platform/http/list.js";
import { Problem, fieldProblem } from "../platform/http/problem.js";
import { onConstraint } from "../platform/http/problem.filter.js";
import { neededOf, trimmedCode } from "./coded.js";
import { SiteEntity } from "./site.entity.js";
import { siteList, sitesOf, toSite, type SiteRow } from "./sites.queries.js";

onConstraint("site_code_key", () =>
  fieldProblem(problems.alreadyExists, "code", "codeExists"),
);
onConstraint("site_listed_or_why", () =>
  fieldProblem(problems.invalid, "notListedReason", "isNotBlank"),
);

/** The shops of an incident, as their customers know them. */
@Injectable()
export class SitesService {
  constructor(private readonly database: Database) {}

  list(incidentId: string, query: ListQuery): Promise<Page<SiteRow>> {
    return readPage<SiteRow>(
      this.database,
      siteList,
      query,
      sitesOf(incidentId),
    );
  }

  async read(
    incidentId: string,
    id: string,
    database: Queryable = this.database,
  ): Promise<Site> {
    const [row] = await database.query<SiteRow>(
      rowsOf(sitesOf(incidentId), [sql`s.id = $2`]),
      [incidentId, id],
    );
    if (!row) throw new Problem(problems.notFound);
    return toSite(row);
  }

  add(actor: Actor, incidentId: string, site: NewSite): Promise<Site> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      const { id } = await this.record(tx, site);
      return this.read(incidentId, id, within(tx));
    });
  }

  change(
    actor: Actor,
    incidentId: string,
    id: string,
    base: number,
    change: SiteChange,
  ): Promise<Site> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      await changeVersioned(
        tx,
        SiteEntity,
        { id, incidentId },
        base,
        trimmedCode(change),
        () => this.read(incidentId, id, within(tx)),
      );
      return this.read(incidentId, id, within(tx));
    });
  }

  /** The site of this code, made where there is none. */
  async resolve(tx: Tx, code: string): Promise<SiteEntity> {
    await lockNumbers(tx, "site");
    const called = code.trim();
    const known = await tx.manager.findOneBy(SiteEntity, {
      incidentId: tx.incidentId!,
      code: called,
    });
    return (
      known ??
      this.record(tx, { code: called, name: { ja: called, en: called } })
    );
  }

  /** The sites of these ids, in their order; throws at `field` where one is not of this incident. */
  needed(tx: Tx, ids: readonly string[], field: string): Promise<SiteEntity[]> {
    return neededOf(tx, SiteEntity, ids, field);
  }

  async record(tx: Tx, site: NewSite): Promise<SiteEntity> {
    const entity = tx.manager.create(SiteEntity, {
      id: uuidv7(),
      version: 1,
      incidentId: tx.incidentId!,
      no: await nextNo(tx, "site"),
      code: site.code.trim(),
      name: site.name,
      url: site.url ?? "",
      isOpen: site.isOpen ?? true,
      isListed: site.isListed ?? true,
      notListedReason: site.notListedReason ?? "",
      createdAt: tx.now,
      createdBy: tx.actor.id,
    });
    await tx.manager.insert(SiteEntity, entity);
    return entity;
  }
}

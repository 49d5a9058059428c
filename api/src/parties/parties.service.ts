import { Injectable } from "@nestjs/common";
import {
  partyStarters,
  problems,
  type NewParty,
  type Party,
  type PartyChange,
  type PartyContact,
  type PartyIncident,
  type PartyStarter,
  type PartyStarterChoice,
} from "@keii/shared";
import type { Actor } from "../platform/database/actor.js";
import {
  Database,
  run,
  within,
  type Queryable,
  type Tx,
} from "../platform/database/database.js";
import { uuidv7 } from "../platform/database/id.js";
import { rowsOf, sql } from "../platform/database/sql.js";
import { changeVersioned } from "../platform/database/versioned.js";
import { readPage, type ListQuery, type Page } from "../platform/http/list.js";
import { Problem } from "../platform/http/problem.js";
import { PartyEntity } from "./party.entity.js";
import { IncidentsService } from "../incidents/incidents.service.js";
import {
  incidentsNaming,
  knownStarters,
  partyList,
  partySource,
  toParty,
  type PartyRow,
} from "./parties.queries.js";

/** Every outside body once, whichever incident speaks of it. */
@Injectable()
export class PartiesService {
  constructor(
    private readonly database: Database,
    private readonly incidents: IncidentsService,
  ) {}

  list(query: ListQuery): Promise<Page<PartyRow>> {
    return readPage<PartyRow>(this.database, partyList, query, partySource);
  }

  async read(id: string, database: Queryable = this.database): Promise<Party> {
    const [row] = await database.query<PartyRow>(
      rowsOf(partySource, [sql`p.id = $1`]),
      [id],
    );
    if (!row) throw new Problem(problems.notFound);
    return toParty(row);
  }

  /** The bodies a case usually meets, and which of them are there already. */
  async starters(database: Queryable = this.database): Promise<PartyStarter[]> {
    const rows = await database.query<{ key: string; id: string }>(
      knownStarters,
      [
        partyStarters.map(({ key }) => key),
        partyStarters.map(({ officialName }) => officialName.ja),
      ],
    );
    const known = new Map(rows.map(({ key, id }) => [key, id]));
    return partyStarters.map((starter) => ({
      ...starter,
      partyId: known.get(starter.key) ?? null,
    }));
  }

  /** Takes over bodies of the starter list; who is there already stays as it is. */
  takeStarters(actor: Actor, { keys }: PartyStarterChoice): Promise<Party[]> {
    return this.database.transaction(actor, null, async (tx) => {
      await run(tx, "select pg_advisory_xact_lock(hashtextextended($1, 1))", [
        "party starters",
      ]);
      const parties: Party[] = [];
      for (const { key, partyId, ...starter } of await this.starters(
        within(tx),
      ))
        if (keys.includes(key))
          parties.push(
            partyId === null
              ? await this.record(tx, starter)
              : await this.read(partyId, within(tx)),
          );
      return parties;
    });
  }

  /** The incidents that speak of a body; of those the actor may not see nothing is told, not even that they are. */
  async incidentsOf(actor: Actor, id: string): Promise<PartyIncident[]> {
    await this.read(id);
    const rows = await this.database.query<{ id: string }>(incidentsNaming, [
      id,
    ]);
    return this.incidents.named(
      actor,
      rows.map((row) => row.id),
    );
  }

  add(actor: Actor, party: NewParty): Promise<Party> {
    return this.database.transaction(actor, null, (tx) =>
      this.record(tx, party),
    );
  }

  async record(tx: Tx, party: NewParty): Promise<Party> {
    const id = uuidv7();
    await tx.manager.insert(PartyEntity, {
      id,
      version: 1,
      officialName: party.officialName,
      shortName: party.shortName ?? null,
      roles: party.roles ?? [],
      mayBeNamed: party.mayBeNamed ?? false,
      channel: party.channel ?? "",
      contacts: party.contacts ?? [],
      createdAt: tx.now,
    });
    return this.read(id, within(tx));
  }

  change(
    actor: Actor,
    id: string,
    base: number,
    change: PartyChange,
  ): Promise<Party> {
    return this.database.transaction(actor, null, async (tx) => {
      await changeVersioned(tx, PartyEntity, { id }, base, change, () =>
        this.read(id, within(tx)),
      );
      return this.read(id, within(tx));
    });
  }

  /** The body of this name, with the caller among its contacts; made where nobody has named it before. */
  async named(
    tx: Tx,
    name: string,
    contact: PartyContact | null,
  ): Promise<string> {
    await run(tx, "select pg_advisory_xact_lock(hashtextextended($1, 1))", [
      `party ${name}`,
    ]);
    const { rows } = await run<PartyRow>(
      tx,
      rowsOf(
        partySource,
        [
          sql`$1 in (p.official_name ->> 'ja', p.official_name ->> 'en', p.short_name ->> 'ja', p.short_name ->> 'en')`,
        ],
        sql`order by p.created_at limit 1`,
      ),
      [name],
    );
    const known = rows[0];
    if (!known)
      return (
        await this.record(tx, {
          officialName: { ja: name, en: name },
          contacts: contact ? [contact] : [],
        })
      ).id;
    const isKnown =
      contact === null ||
      known.contacts.some(
        (c) =>
          c.name === contact.name &&
          (c.phone ?? null) === (contact.phone ?? null),
      );
    if (!isKnown)
      await changeVersioned(
        tx,
        PartyEntity,
        { id: known.id },
        known.version,
        { contacts: [...known.contacts, contact] },
        () => known,
      );
    return known.id;
  }
}

import { Injectable } from "@nestjs/common";
import {
  problems,
  type LinkedPerson,
  type PersonLink,
  type PersonSuggestion,
  type PersonUnlink,
  type Customer,
} from "@keii/shared";
import type { Actor } from "../platform/database/actor.js";
import {
  Database,
  recordAct,
  run,
  within,
  type Tx,
} from "../platform/database/database.js";
import { uuidv7 } from "../platform/database/id.js";
import { readPage, type ListQuery, type Page } from "../platform/http/list.js";
import { Problem, fieldProblem } from "../platform/http/problem.js";
import { CustomersService } from "./customers.service.js";
import {
  suggestionList,
  suggestionsOf,
  type SuggestionRow,
} from "./customers.queries.js";

/** Several accounts of one person: suggested by what they share, linked by somebody, never merged. */
@Injectable()
export class PersonsService {
  constructor(
    private readonly database: Database,
    private readonly customers: CustomersService,
  ) {}

  async suggestions(
    incidentId: string,
    query: ListQuery,
  ): Promise<Page<PersonSuggestion>> {
    const page = await this.database.patiently((database) =>
      readPage<SuggestionRow>(
        database,
        suggestionList,
        query,
        suggestionsOf(incidentId),
      ),
    );
    const customers = await this.customers.masked(
      incidentId,
      page.rows.flatMap((row) => [row.id, ...row.others]),
    );
    const byId = new Map(customers.map((one) => [one.id, one]));
    return {
      ...page,
      rows: page.rows.map((row) => ({
        id: row.id,
        customers: [row.id, ...row.others].flatMap((id) => byId.get(id) ?? []),
        shares: [
          "name" as const,
          "kana" as const,
          ...(row.is_email ? ["email" as const] : []),
          ...(row.is_phone ? ["phone" as const] : []),
          ...(row.is_address ? ["address" as const] : []),
        ],
      })),
    };
  }

  /** Says that accounts are one person; whoever was linked to one of them before, belongs to it, too. */
  link(
    actor: Actor,
    incidentId: string,
    { customerIds, reason }: PersonLink,
  ): Promise<LinkedPerson> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      await lockPersons(tx);
      const ids = [...new Set(customerIds)];
      if (ids.length < 2)
        throw fieldProblem(problems.invalid, "customerIds", "min", 2);
      const customers = await this.customers.masked(
        incidentId,
        ids,
        within(tx),
      );
      if (customers.length < ids.length)
        throw fieldProblem(problems.invalid, "customerIds", "unknownReference");
      const persons = [
        ...new Set(customers.flatMap((one) => one.personId ?? [])),
      ];
      const personId = persons[0] ?? uuidv7();
      await run(
        tx,
        `update customer_person set person_id = $3, reason = $4, linked_at = $5, linked_by = $6
         where incident_id = $1 and person_id = any($2::uuid[]) and person_id <> $3`,
        [incidentId, persons, personId, reason, tx.now, actor.id],
      );
      await run(
        tx,
        `insert into customer_person (customer_id, incident_id, person_id, reason, linked_at, linked_by)
         select id, $2, $3, $4, $5, $6 from unnest($1::uuid[]) id on conflict (customer_id) do nothing`,
        [ids, incidentId, personId, reason, tx.now, actor.id],
      );
      return this.person(tx, incidentId, personId);
    });
  }

  /** Takes an account out of its person; where one alone is left, it is nobody's other account any more. */
  unlink(
    actor: Actor,
    incidentId: string,
    id: string,
    { reason }: PersonUnlink,
  ): Promise<Customer> {
    return this.database.transaction(actor, incidentId, async (tx) => {
      await lockPersons(tx);
      const { personId } = await this.customers.read(
        incidentId,
        id,
        within(tx),
      );
      if (personId === null) throw new Problem(problems.broken);
      await run(
        tx,
        `delete from customer_person p where p.incident_id = $1 and p.person_id = $2 and (p.customer_id = $3
           or (select count(*) from customer_person o where o.incident_id = $1 and o.person_id = $2) <= 2)`,
        [incidentId, personId, id],
      );
      await recordAct(tx, "unlink", "customers", id, null, reason);
      return this.customers.read(incidentId, id, within(tx));
    });
  }

  /** The accounts of the person this customer is; none where nobody said so. */
  async accounts(incidentId: string, id: string): Promise<Customer[]> {
    const { personId } = await this.customers.read(incidentId, id);
    if (personId === null) return [];
    const rows = await this.database.query<{ id: string }>(
      "select customer_id as id from customer_person where incident_id = $1 and person_id = $2",
      [incidentId, personId],
    );
    return this.customers.masked(
      incidentId,
      rows.map((row) => row.id),
    );
  }

  private async person(
    tx: Tx,
    incidentId: string,
    personId: string,
  ): Promise<LinkedPerson> {
    const { rows } = await run<{ id: string }>(
      tx,
      "select customer_id as id from customer_person where incident_id = $1 and person_id = $2",
      [incidentId, personId],
    );
    return {
      personId,
      customers: await this.customers.masked(
        incidentId,
        rows.map((row) => row.id),
        within(tx),
      ),
    };
  }
}

function lockPersons(tx: Tx): Promise<unknown> {
  return run(tx, "select pg_advisory_xact_lock(hashtextextended($1, 1))", [
    `persons ${tx.incidentId!}`,
  ]);
}

import { AuditKey } from "@keii/api/platform/audit/audit-key";
import {
  chainStart,
  entryHash,
  selectEntryText,
  type EntryText,
} from "@keii/api/platform/audit/entry";
import type pg from "pg";
import type { Random } from "./random.js";

/** What was touched, in the words of a verification. */
export interface Touched {
  entryIds: string[];
  sealNos: string[];
  /** `table/row`. */
  rows: string[];
}

/** One way to change what must not be changed, by somebody whom no trigger and no right holds up. */
export interface Tampering {
  name: string;
  run: (hand: Hand) => Promise<Touched>;
}

/** Refused by a rule of the table itself; another place is tried. */
class NotThere extends Error {}

/** The database under somebody's hands, inside a transaction that will be rolled back. */
export class Hand {
  constructor(
    readonly client: pg.Client,
    readonly random: Random,
    /** A key of the same kind that is not ours. */
    readonly otherKey: AuditKey,
  ) {}

  async rows<R extends pg.QueryResultRow>(
    text: string,
    values: unknown[] = [],
  ): Promise<R[]> {
    return (await this.client.query<R>(text, values)).rows;
  }

  /** Any one of the values a statement answers. */
  async any(text: string, values: unknown[] = []): Promise<string> {
    const rows = await this.rows<{ any: string }>(text, values);
    if (rows.length === 0) throw new NotThere();
    return this.random.of(rows).any;
  }

  async must(text: string, values: unknown[] = []): Promise<void> {
    const { rowCount } = await this.client.query(text, values);
    if (rowCount === 0) throw new NotThere();
  }

  /** Gives one column of one row another value: of another row, or made from its own. */
  async alter(
    table: string,
    where: string,
    key: string,
    columns?: string[],
  ): Promise<string> {
    const known = await this.rows<{
      name: string;
      type: string;
      nullable: boolean;
    }>(
      `select attname as name, format_type(atttypid, atttypmod) as type, not attnotnull as nullable from pg_attribute
       where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`,
      [table],
    );
    const { name, type, nullable } = this.random.of(
      known.filter((c) => !columns || columns.includes(c.name)),
    );
    const way = this.random.below(4);
    const value =
      way === 0
        ? `(select o.${name} from ${table} o where o.${name} is distinct from t.${name} order by md5(o::text || '${this.random.next()}') limit 1)`
        : way === 1 && nullable
          ? "null"
          : changed(type, `t.${name}`, this.random);
    await this.must(
      `update ${table} t set ${name} = ${value} where ${where} = $1 and t.${name} is distinct from (${value})`,
      [key],
    );
    return name;
  }
}

function changed(type: string, value: string, random: Random): string {
  switch (type) {
    case "text":
      return `coalesce(${value}, '') || '改'`;
    case "uuid":
      return `'${random.bytes(16).toString("hex")}'::uuid`;
    case "bigint":
    case "integer":
      return `coalesce(${value}, 0) + ${1 + random.below(3)}`;
    case "boolean":
      return `not coalesce(${value}, false)`;
    case "date":
      return `coalesce(${value}, '2016-08-18') + 1`;
    case "timestamp with time zone":
      return `coalesce(${value}, now()) + interval '${random.of(["1 microsecond", "1 second", "1 year"])}'`;
    case "jsonb":
      return `case when jsonb_typeof(${value}) = 'object' and ${random.next()} < 0.5 then ${value} || '{"x": 1}' else '{"y": [${random.below(9)}]}' end`;
    case "text[]":
      return `array_append(${value}, 'x')`;
    case "bytea":
      return `set_byte(${value}, ${random.below(8)}, (get_byte(${value}, ${random.below(8)}) + 1) % 256)`;
    default:
      throw new Error(`no way to change a ${type}`);
  }
}

const entry = (id: string): Touched => ({
  entryIds: [id],
  sealNos: [],
  rows: [],
});
const seal = (sealNo: string, ...entryIds: string[]): Touched => ({
  entryIds,
  sealNos: [sealNo],
  rows: [],
});
const row = (...rows: string[]): Touched => ({
  entryIds: [],
  sealNos: [],
  rows,
});

const sealed = "select entry_id::text as any from audit_seal";
const unsealed = "select entry_id::text as any from audit_unsealed";
const sealNos = "select seal_no::text as any from audit_seal";

/** A new entry like another one. */
async function copyEntry(hand: Hand, where = "true"): Promise<string> {
  const [made] = await hand.rows<{ id: string }>(
    `insert into audit_entry select (jsonb_populate_record(e, jsonb_build_object('id', (select max(id) from audit_entry) + 1 + $1))).*
     from audit_entry e where ${where} order by md5(e.id::text || $2) limit 1 returning id::text`,
    [hand.random.below(5), String(hand.random.next())],
  );
  if (!made) throw new NotThere();
  return made.id;
}

/** Hashes the chain anew from a seal on, as it was found in the sources; only the key is missing. */
async function rehash(
  hand: Hand,
  from: string,
  mark: (sealNo: string, entryId: string, hash: Buffer) => [Buffer, string],
): Promise<void> {
  const [before] = await hand.rows<{ hash: Buffer }>(
    "select hash from audit_seal where seal_no = $1::bigint - 1",
    [from],
  );
  let hash = before?.hash ?? chainStart;
  const rows = await hand.rows<
    EntryText & { seal_no: string; entry_id: string }
  >(
    `select s.seal_no::text, s.entry_id::text, ${selectEntryText} from audit_seal s join audit_entry e on e.id = s.entry_id
     where s.seal_no >= $1 order by s.seal_no`,
    [from],
  );
  const made = rows.map((r) => {
    hash = entryHash(hash, r);
    return [r.seal_no, hash, ...mark(r.seal_no, r.entry_id, hash)] as const;
  });
  await hand.client.query(
    `update audit_seal s set hash = n.hash, mac = n.mac, key_id = n.key_id
     from unnest($1::bigint[], $2::bytea[], $3::bytea[], $4::text[]) n (seal_no, hash, mac, key_id) where s.seal_no = n.seal_no`,
    [
      made.map((m) => m[0]),
      made.map((m) => m[1]),
      made.map((m) => m[2]),
      made.map((m) => m[3]),
    ],
  );
}

function rebuilt(
  name: string,
  mark: (
    hand: Hand,
    ourId: string,
  ) => (sealNo: string, entryId: string, hash: Buffer) => [Buffer, string],
): Tampering {
  return {
    name,
    run: async (hand) => {
      const from = await hand.any(sealNos);
      const id = await hand.any(
        "select entry_id::text as any from audit_seal where seal_no = $1",
        [from],
      );
      const ourId = await hand.any(
        "select key_id as any from audit_seal limit 1",
      );
      await hand.alter("audit_entry", "id", id, [
        "actor_name",
        "note",
        "at",
        "after",
      ]);
      await rehash(hand, from, mark(hand, ourId));
      return seal(from, id);
    },
  };
}

/** A row that is audited, named as the log names it. */
function rowsOf(
  table: string,
  key: string,
  columns?: string[],
): Record<"change" | "delete" | "insert", Tampering> {
  const keys = `select ${key} as any from ${table} t`;
  return {
    change: {
      name: `${table}: change`,
      run: async (hand) => {
        const id = await hand.any(keys);
        await hand.alter(table, key, id, columns);
        return row(`${table}/${id}`);
      },
    },
    delete: {
      name: `${table}: delete`,
      run: async (hand) => {
        const id = await hand.any(keys);
        await hand.must(`delete from ${table} t where ${key} = $1`, [id]);
        return row(`${table}/${id}`);
      },
    },
    insert: {
      name: `${table}: insert`,
      run: async (hand) => {
        const id = await hand.any(keys);
        const other = `{"${table === "timeline_revision" ? "event_id" : "id"}": "${hand.random
          .bytes(16)
          .toString(
            "hex",
          )}"${table === "timeline_current" || table === "timeline_event" ? `, "no": ${1000 + hand.random.below(1000)}` : ""}}`;
        const columns = await hand.any(
          `select string_agg(quote_ident(attname), ', ') as any from pg_attribute where attrelid = $1::regclass and attnum > 0 and attgenerated = ''`,
          [table],
        );
        const [made] = await hand.rows<{ id: string }>(
          `insert into ${table} as t (${columns}) select ${columns} from (
             select (jsonb_populate_record(t, $2::jsonb)).* from ${table} t where ${key} = $1) c returning ${key} as id`,
          [id, other],
        );
        if (!made) throw new NotThere();
        return row(`${table}/${made.id}`);
      },
    },
  };
}

const events = rowsOf("timeline_event", "t.id::text");
const revisions = rowsOf(
  "timeline_revision",
  "t.event_id::text || '/' || t.no::text",
);
const currents = rowsOf("timeline_current", "t.id::text");
const intakes = rowsOf("intake", "t.id::text");
const personalOfIntake = rowsOf("intake", "t.id::text", [
  "caller_name",
  "caller_organisation",
  "call_back_number",
  "taken_by",
]).change;

export const tamperings: Tampering[] = [
  {
    name: "entry: change",
    run: async (hand) => {
      const id = await hand.any(sealed);
      await hand.alter("audit_entry", "id", id);
      return entry(id);
    },
  },
  {
    name: "entry: delete",
    run: async (hand) => {
      const id = await hand.any(sealed);
      await hand.must("delete from audit_entry where id = $1", [id]);
      if (hand.random.next() < 0.5)
        await hand.client.query(
          "delete from audit_personal where entry_id = $1",
          [id],
        );
      return entry(id);
    },
  },
  {
    name: "entry: delete with its seal",
    run: async (hand) => {
      const id = await hand.any(sealed);
      const [gone] = await hand.rows<{ no: string }>(
        "delete from audit_seal where entry_id = $1 returning seal_no::text as no",
        [id],
      );
      await hand.must("delete from audit_entry where id = $1", [id]);
      return seal(gone?.no ?? "", id);
    },
  },
  {
    name: "entry: delete with its seal, closing the gap",
    run: async (hand) => {
      const no = await hand.any(
        "select seal_no::text as any from audit_seal where seal_no < (select max(seal_no) from audit_seal)",
      );
      await hand.must(
        "delete from audit_entry where id = (select entry_id from audit_seal where seal_no = $1)",
        [no],
      );
      await hand.must("delete from audit_seal where seal_no = $1", [no]);
      await hand.must(
        "update audit_seal set seal_no = 1 - seal_no where seal_no > $1",
        [no],
      );
      await hand.must(
        "update audit_seal set seal_no = -seal_no where seal_no < 0",
      );
      return seal(no);
    },
  },
  {
    name: "entry: insert",
    run: async (hand) => entry(await copyEntry(hand)),
  },
  {
    name: "entry: insert, waiting for its seal",
    run: async (hand) => {
      const id = await copyEntry(hand);
      await hand.must("insert into audit_unsealed values ($1, $2)", [
        id,
        hand.random.bytes(32),
      ]);
      return entry(id);
    },
  },
  {
    name: "entry: insert with a seal of its own",
    run: async (hand) => {
      const id = await copyEntry(hand);
      const no = await hand.any(
        "select (max(seal_no) + 1)::text as any from audit_seal",
      );
      const ourId = await hand.any(
        "select key_id as any from audit_seal limit 1",
      );
      await hand.must("insert into audit_seal values ($1, $2, '', $3, $4)", [
        no,
        id,
        hand.random.bytes(32),
        ourId,
      ]);
      await rehash(hand, no, () => [hand.random.bytes(32), ourId]);
      return seal(no, id);
    },
  },
  {
    name: "entry: insert of a row that never was",
    run: async (hand) => {
      const id = await copyEntry(
        hand,
        "table_name = 'timeline_revision' and act = 'insert'",
      );
      const rowId = `${hand.random.bytes(16).toString("hex")}/1`;
      await hand.must("update audit_entry set row_id = $2 where id = $1", [
        id,
        rowId,
      ]);
      await hand.must(
        "insert into audit_unsealed select id, audit_mark(e) from audit_entry e where id = $1",
        [id],
      );
      return { ...entry(id), rows: [`timeline_revision/${rowId}`] };
    },
  },
  {
    name: "seal: change",
    run: async (hand) => {
      const no = await hand.any(sealNos);
      const id = await hand.any(
        "select entry_id::text as any from audit_seal where seal_no = $1",
        [no],
      );
      await hand.alter("audit_seal", "seal_no", no);
      return seal(no, id);
    },
  },
  {
    name: "seal: delete",
    run: async (hand) => {
      const no = await hand.any(sealNos);
      const id = await hand.any(
        "select entry_id::text as any from audit_seal where seal_no = $1",
        [no],
      );
      await hand.must("delete from audit_seal where seal_no = $1", [no]);
      return seal(no, id);
    },
  },
  {
    name: "seal: insert",
    run: async (hand) => {
      const id = await hand.any(unsealed);
      const no = await hand.any(
        "select (max(seal_no) + 1 + $1)::text as any from audit_seal",
        [hand.random.below(3)],
      );
      await hand.must(
        "insert into audit_seal select $1, $2, $3, $4, key_id from audit_seal limit 1",
        [no, id, hand.random.bytes(32), hand.random.bytes(32)],
      );
      if (hand.random.next() < 0.5)
        await hand.must("delete from audit_unsealed where entry_id = $1", [id]);
      return seal(no, id);
    },
  },
  {
    name: "reorder: two entries",
    run: async (hand) => {
      const [a, b] = [await hand.any(sealed), await hand.any(sealed)];
      if (a === b) throw new NotThere();
      await hand.must("update audit_entry set id = -id where id = $1", [a]);
      await hand.must("update audit_entry set id = $2 where id = $1", [b, a]);
      await hand.must("update audit_entry set id = $1 where id = -$2::bigint", [
        b,
        a,
      ]);
      return { entryIds: [a, b], sealNos: [], rows: [] };
    },
  },
  {
    name: "reorder: two seals",
    run: async (hand) => {
      const [a, b] = [await hand.any(sealNos), await hand.any(sealNos)];
      if (a === b) throw new NotThere();
      const what = hand.random.of(["hash", "mac", "seal_no", "hash and mac"]);
      if (what === "seal_no") {
        await hand.must(
          "update audit_seal set seal_no = -1 where seal_no = $1",
          [a],
        );
        await hand.must(
          "update audit_seal set seal_no = $2 where seal_no = $1",
          [b, a],
        );
        await hand.must(
          "update audit_seal set seal_no = $1 where seal_no = -1",
          [b],
        );
      } else {
        const set = what
          .split(" and ")
          .map((c) => `${c} = o.${c}`)
          .join(", ");
        await hand.must(
          `update audit_seal s set ${set} from audit_seal o where s.seal_no in ($1, $2) and o.seal_no in ($1, $2) and o.seal_no <> s.seal_no`,
          [a, b],
        );
      }
      return { entryIds: [], sealNos: [a, b], rows: [] };
    },
  },
  {
    name: "reorder: numbers moved from a point on",
    run: async (hand) => {
      const from = await hand.any(sealNos);
      await hand.must(
        "update audit_seal set seal_no = -seal_no - 1 where seal_no >= $1",
        [from],
      );
      await hand.must(
        "update audit_seal set seal_no = -seal_no where seal_no < 0",
      );
      return seal(from);
    },
  },
  {
    name: "tail: cut",
    run: async (hand) => {
      const from = await hand.any(sealNos);
      const id = await hand.any(
        "select entry_id::text as any from audit_seal where seal_no = $1",
        [from],
      );
      const gone =
        "in (select entry_id from audit_seal where seal_no >= $1 union select entry_id from audit_unsealed)";
      if (hand.random.next() < 0.7)
        await hand.client.query(
          `delete from audit_personal where entry_id ${gone}`,
          [from],
        );
      await hand.must(`delete from audit_entry where id ${gone}`, [from]);
      await hand.client.query("delete from audit_unsealed");
      await hand.must("delete from audit_seal where seal_no >= $1", [from]);
      return seal(from, id);
    },
  },
  {
    name: "tail: cut with its rows, another epoch claimed",
    run: async (hand) => {
      const from = await hand.any(sealNos);
      const gone =
        "in (select entry_id from audit_seal where seal_no >= $1 union select entry_id from audit_unsealed)";
      await hand.client.query(
        `delete from timeline_current c using audit_entry e where e.table_name = 'timeline_event' and e.row_id = c.id::text and e.id ${gone}`,
        [from],
      );
      await hand.client.query(
        `delete from timeline_revision r using audit_entry e where e.table_name = 'timeline_revision' and e.row_id = r.event_id::text || '/' || r.no and e.id ${gone}`,
        [from],
      );
      await hand.client.query(
        `delete from timeline_event r using audit_entry e where e.table_name = 'timeline_event' and e.row_id = r.id::text and e.id ${gone}`,
        [from],
      );
      await hand.client.query(
        `delete from audit_personal where entry_id ${gone}`,
        [from],
      );
      await hand.must(`delete from audit_entry where id ${gone}`, [from]);
      await hand.client.query("delete from audit_unsealed");
      await hand.must("delete from audit_seal where seal_no >= $1", [from]);
      await hand.must("update installation set epoch = gen_random_uuid()");
      return seal(from);
    },
  },
  rebuilt("rebuild: marks at random", (hand, ourId) => () => [
    hand.random.bytes(32),
    ourId,
  ]),
  rebuilt("rebuild: marks of another key", (hand) => (no, id, hash) => [
    hand.otherKey.mark(no, id, hash),
    hand.otherKey.id,
  ]),
  rebuilt(
    "rebuild: marks of another key under our name",
    (hand, ourId) => (no, id, hash) => [
      hand.otherKey.mark(no, id, hash),
      ourId,
    ],
  ),
  ...Object.values(events),
  ...Object.values(revisions),
  revisions.change,
  ...Object.values(currents),
  currents.change,
  ...Object.values(intakes),
  personalOfIntake,
  personalOfIntake,
  {
    name: "personal value: change",
    run: async (hand) => {
      const id = await hand.any(
        "select entry_id::text as any from audit_personal",
      );
      await hand.alter("audit_personal", "entry_id", id, [
        "salt",
        "value",
        "side",
        "column_name",
        "entry_id",
      ]);
      return entry(id);
    },
  },
  {
    name: "personal value: delete",
    run: async (hand) => {
      const id = await hand.any(
        "select entry_id::text as any from audit_personal",
      );
      await hand.must("delete from audit_personal where entry_id = $1", [id]);
      return entry(id);
    },
  },
  {
    name: "personal value: insert",
    run: async (hand) => {
      const id = await hand.any("select id::text as any from audit_entry");
      await hand.must(
        "insert into audit_personal values ($1, 'after', $2, 'salt', '\"x\"')",
        [id, hand.random.of(["name", "caller_name", "kind"])],
      );
      return entry(id);
    },
  },
  {
    name: "unsealed: change of the entry",
    run: async (hand) => {
      const id = await hand.any(unsealed);
      await hand.alter("audit_entry", "id", id);
      return entry(id);
    },
  },
  {
    name: "unsealed: delete of the entry",
    run: async (hand) => {
      const id = await hand.any(unsealed);
      await hand.must("delete from audit_entry where id = $1", [id]);
      return entry(id);
    },
  },
  {
    name: "unsealed: delete of the mark",
    run: async (hand) => {
      const id = await hand.any(unsealed);
      await hand.must("delete from audit_unsealed where entry_id = $1", [id]);
      return entry(id);
    },
  },
  {
    name: "unsealed: delete of both, the row stays",
    run: async (hand) => {
      const id = await hand.any(
        `select e.id::text as any from audit_unsealed u join audit_entry e on e.id = u.entry_id
         where e.table_name in ('timeline_event', 'timeline_revision', 'intake', 'incident', 'milestone', 'membership') and e.act in ('insert', 'update')`,
      );
      const [gone] = await hand.rows<{ row: string }>(
        "delete from audit_entry where id = $1 returning table_name || '/' || row_id as row",
        [id],
      );
      await hand.must("delete from audit_unsealed where entry_id = $1", [id]);
      return { ...entry(id), rows: [gone?.row ?? ""] };
    },
  },
  {
    name: "sealed entry put in the queue again",
    run: async (hand) => {
      const id = await hand.any(sealed);
      await hand.must(
        "insert into audit_unsealed select id, audit_mark(e) from audit_entry e where id = $1",
        [id],
      );
      return entry(id);
    },
  },
  // What a secret column holds is never in the log.
  rowsOf("app_user", "t.id::text", [
    "name",
    "email",
    "account_right",
    "employer",
    "expires_on",
    "disabled_at",
    "created_at",
  ]).change,
  ...["incident", "membership", "milestone", "organisation"].map(
    (table) => rowsOf(table, "t.id::text").change,
  ),
  {
    name: "triggers taken away",
    run: async (hand) => {
      const [table, trigger] = hand.random.of([
        ["timeline_revision", "audit"],
        ["timeline_revision", "append_only"],
        ["timeline_event", "audit"],
        ["app_user", "audit"],
        ["audit_entry", "append_only"],
      ] as const);
      await hand.client.query(
        `alter table ${table} disable trigger ${trigger}`,
      );
      return row(`${table}/`);
    },
  },
];

/** Does one tampering, in another place where the tables' own rules refuse the first. */
export async function tamper(hand: Hand, { run }: Tampering): Promise<Touched> {
  await hand.client.query("set local session_replication_role = replica");
  for (let attempt = 1; ; attempt++) {
    await hand.client.query("savepoint place");
    try {
      return await run(hand);
    } catch (error) {
      const code = (error as { code?: string }).code;
      const isRefused =
        error instanceof NotThere || /^(22|23)/.test(code ?? "");
      if (!isRefused || attempt === 50) throw error;
      await hand.client.query("rollback to savepoint place");
    }
  }
}

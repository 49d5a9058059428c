import { createReadStream } from "node:fs";
import { resolve } from "node:path";
import { parse } from "csv-parse";
import { knownHeaders } from "../imports/headers.js";
import { foldWord } from "../imports/words.js";
import { ConfigurationError } from "../platform/config/config.js";
import {
  patientlyWithin,
  recordAct,
  run,
  within,
  type Tx,
} from "../platform/database/database.js";
import type { Foundation } from "../platform/platform.module.js";
import { customerNoOf } from "../verification/customer-no.js";
import {
  readPasswordHash,
  type HashRefusal,
  type PasswordHash,
} from "../verification/password-hash.js";
import {
  onFoundation,
  operator,
  type Answer,
  type Call,
  type Command,
} from "./command.js";
import { incidentOf } from "./import-command.js";

const hashHeaders = [
  "hash",
  "password hash",
  "password_hash",
  "ハッシュ",
  "パスワードハッシュ",
].map(foldWord);
const atATime = 1_000;
const mostNamed = 1_000;

type Refusal = HashRefusal | "noId" | "longId" | "columns" | "twice";

const refusalWords: Record<Refusal, string> = {
  unknownHash: "neither argon2id nor bcrypt, or incomplete",
  costlyHash: "would cost too much to check",
  noId: "no customer id",
  longId: "the customer id is too long",
  columns: "other columns than the header",
  twice: "the same customer id once more",
};

interface Rejected {
  line: number;
  reason: Refusal;
}

export const portalCommand: Command = {
  name: "portal",
  usage:
    "passwords FILE --incident CODE --member-base CODE | erase-passwords BASE --incident CODE",
  summary: "Brings in hashes of the shop's passwords, or erases them.",
  help: [
    "passwords FILE         CSV in UTF-8 with a header: customer id (会員ID) and hash (パスワードハッシュ)",
    "                       argon2id ($argon2id$v=19$…, 32 bytes) and bcrypt ($2a$, $2b$, $2y$, cost up to 14);",
    "                       lines with anything else are left out and named with their reason",
    "erase-passwords BASE   erases all hashes of a member base",
    "--customer             erases the one of this customer id alone",
    "A hash that is there already is replaced. Whether customers may ask with their password is switched in the console.",
  ],
  options: {
    incident: { type: "string" },
    "member-base": { type: "string" },
    customer: { type: "string" },
  },
  positionals: 2,
  run: (call) => {
    const [what, subject = ""] = call.positionals;
    if (what === "passwords") return bringIn(call, resolve(subject));
    if (what === "erase-passwords") return erase(call, subject);
    throw new ConfigurationError("Say passwords or erase-passwords.");
  },
};

function bringIn(call: Call, path: string): Promise<Answer> {
  return onFoundation(call, async (foundation) => {
    const incidentId = await incidentOf(foundation, call.values.incident);
    const base = call.values["member-base"];
    return foundation.database.transaction(operator(), incidentId, async (tx) =>
      patientlyWithin(tx, async () => {
        const baseNo = await baseNoOf(tx, base);
        const { imported, rejected } = await readInto(tx, baseNo, path);
        const [unknown] = await within(tx).query<{ n: number }>(
          `select count(*)::int as n from customer_password k where k.incident_id = $1 and k.base_no = $2 and not exists (
             select from customer c where c.incident_id = k.incident_id and c.base_no = k.base_no and c.customer_no = k.customer_no)`,
          [incidentId, baseNo],
        );
        await recordAct(tx, "insert", "password-check", incidentId, {
          memberBase: base,
          imported,
          rejected: rejected.length,
        });
        return {
          json: {
            imported,
            rejected: rejected.length,
            notCustomers: unknown!.n,
            lines: rejected.slice(0, mostNamed),
          },
          words: [
            `${imported} passwords brought in, ${rejected.length} lines left out.`,
            ...(unknown!.n > 0
              ? [`${unknown!.n} ids of this member base are of no customer.`]
              : []),
            ...rejected
              .slice(0, mostNamed)
              .map(({ line, reason }) => `${line}: ${refusalWords[reason]}`),
          ],
        };
      }),
    );
  });
}

/** Reads a file of any length, a thousand at a time; nothing of a hash is ever said. */
async function readInto(
  tx: Tx,
  baseNo: number,
  path: string,
): Promise<{ imported: number; rejected: Rejected[] }> {
  const rejected: Rejected[] = [];
  const seen = new Set<string>();
  let imported = 0;
  let places: { id: number; hash: number; width: number } | null = null;
  let waiting: { customerNo: string; hash: PasswordHash }[] = [];
  const rows = createReadStream(path).pipe(
    parse({
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
      info: true,
    }),
  ) as AsyncIterable<{ record: string[]; info: { lines: number } }>;
  for await (const { record, info } of rows) {
    if (places === null) {
      places = placesIn(record);
      continue;
    }
    const read = readRow(record, places);
    if (typeof read !== "string" && seen.has(read.customerNo))
      rejected.push({ line: info.lines, reason: "twice" });
    else if (typeof read === "string")
      rejected.push({ line: info.lines, reason: read });
    else {
      seen.add(read.customerNo);
      waiting.push(read);
      imported++;
    }
    if (waiting.length === atATime) {
      await store(tx, baseNo, waiting);
      waiting = [];
    }
  }
  if (places === null) throw new ConfigurationError("The file is empty.");
  await store(tx, baseNo, waiting);
  return { imported, rejected };
}

function placesIn(header: string[]): {
  id: number;
  hash: number;
  width: number;
} {
  const names = header.map(foldWord);
  const ids = (knownHeaders.customers.customerNo ?? []).map(foldWord);
  const id = names.findIndex((name) => ids.includes(name));
  const hash = names.findIndex((name) => hashHeaders.includes(name));
  if (id === -1 || hash === -1)
    throw new ConfigurationError(
      "The first line has to name the columns: customer id (会員ID) and hash (パスワードハッシュ).",
    );
  return { id, hash, width: header.length };
}

function readRow(
  cells: string[],
  { id, hash, width }: { id: number; hash: number; width: number },
): { customerNo: string; hash: PasswordHash } | Refusal {
  // The commas of argon2id, where nobody put the hash in quotes.
  const isOpen = hash === width - 1 && cells.length > width;
  if (cells.length < width || (cells.length > width && !isOpen))
    return "columns";
  const customerNo = customerNoOf(cells[id]!);
  if (customerNo === "") return "noId";
  if (customerNo.length > 100) return "longId";
  const text = isOpen ? cells.slice(hash).join(",") : cells[hash]!;
  const read = readPasswordHash(text.trim());
  return typeof read === "string" ? read : { customerNo, hash: read };
}

async function store(
  tx: Tx,
  baseNo: number,
  rows: readonly { customerNo: string; hash: PasswordHash }[],
): Promise<void> {
  await run(
    tx,
    `insert into customer_password (incident_id, base_no, customer_no, setting, digest, imported_at)
     select $1, $2, customer_no, setting, decode(digest, 'hex'), $3 from unnest($4::text[], $5::text[], $6::text[]) n (customer_no, setting, digest)
     on conflict (incident_id, base_no, customer_no) do update
       set setting = excluded.setting, digest = excluded.digest, imported_at = excluded.imported_at, upgraded_at = null`,
    [
      tx.incidentId,
      baseNo,
      tx.now,
      rows.map(({ customerNo }) => customerNo),
      rows.map(({ hash }) => hash.setting),
      rows.map(({ hash }) => hash.digest.toString("hex")),
    ],
  );
}

function erase(call: Call, base: string): Promise<Answer> {
  return onFoundation(call, async (foundation: Foundation) => {
    const incidentId = await incidentOf(foundation, call.values.incident);
    const { customer } = call.values;
    return foundation.database.transaction(
      operator(),
      incidentId,
      async (tx) => {
        const baseNo = await baseNoOf(tx, base);
        const { count } = await run(
          tx,
          "delete from customer_password where incident_id = $1 and base_no = $2 and ($3::text is null or customer_no = $3)",
          [
            incidentId,
            baseNo,
            typeof customer === "string" ? customerNoOf(customer) : null,
          ],
        );
        await recordAct(tx, "erase", "password-check", incidentId, {
          memberBase: base,
          erased: count,
        });
        return {
          json: { erased: count },
          words: [`${count} passwords erased.`],
        };
      },
    );
  });
}

async function baseNoOf(
  tx: Tx,
  code: string | boolean | undefined,
): Promise<number> {
  if (typeof code !== "string")
    throw new ConfigurationError("Say --member-base CODE.");
  const [found] = await within(tx).query<{ no: number }>(
    "select no from member_base where incident_id = $1 and code = $2",
    [tx.incidentId, code],
  );
  if (!found) throw new ConfigurationError("There is no such member base.");
  return found.no;
}

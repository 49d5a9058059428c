import { resolve } from "node:path";
import { auditMessages, memberRoles, type AuditBreak } from "@keii/shared";
import { rotateAuditKey } from "../platform/audit/key-rotation.js";
import { verifyAudit } from "../platform/audit/verify.js";
import { ConfigurationError } from "../platform/config/config.js";
import { recordAct } from "../platform/database/database.js";
import { backUp } from "./backup.js";
import { readBackup } from "./backup-manifest.js";
import {
  onDatabase,
  onFoundation,
  operator,
  ownerOf,
  type Command,
} from "./command.js";
import { demoCommand } from "./demo-command.js";
import { exposureCommand, scopeCommand } from "./scope-commands.js";
import { offerFirstAdministrator } from "./first-administrator.js";
import { importCommand } from "./import-command.js";
import { generateCommand } from "./generate-command.js";
import { portalCommand } from "./portal-command.js";
import { appointHead } from "./head-appointment.js";
import { makeQueues, openDatabase, prepareDatabase } from "./installation.js";
import { releaseOutgoing } from "./outgoing.js";
import {
  acceptRestore,
  isInUse,
  refuseOtherSchema,
  restoreBackup,
} from "./restore.js";

const migrate: Command = {
  name: "migrate",
  usage: "",
  summary: "Brings the database forward and makes what serving needs.",
  help: [
    "With DATABASE_URL, whose log-in must own the database; without it the embedded server is used.",
    "Applies new migrations, makes the serving roles where the owner may, and the schema of the job queue.",
  ],
  options: {},
  positionals: 0,
  run: async ({ config, tell }) => {
    const hasServingUrl = Object.values(config.databaseUrls).some(Boolean);
    if (config.ownerUrl === null && hasServingUrl)
      throw new ConfigurationError(
        "DATABASE_URL is needed: only the owner may migrate.",
      );
    const { applied, stop } = await prepareDatabase(config, tell);
    await stop();
    return {
      json: { applied },
      words: applied.length === 0 ? ["Nothing to do."] : applied,
    };
  },
};

const verify: Command = {
  name: "verify-audit",
  usage: "",
  summary: "Re-computes the audit log and says whether it agrees with itself.",
  help: [
    "Compares log, seals, checkpoints outside the database and audited rows. Ends with 0 where all agrees, else with 1.",
  ],
  options: {},
  positionals: 0,
  run: (call) =>
    onFoundation(call, async ({ database, auditKey, checkpoints }) => {
      const found = await verifyAudit(database, auditKey, checkpoints);
      const { valid, entries, sealed, firstBroken, ...more } = found;
      return {
        json: { valid, entries, sealed, firstBroken, ...more },
        words: [
          valid ? "The audit log is whole." : "The audit log does not agree.",
          `${entries} entries, ${sealed} sealed, ${found.unsealed} waiting for their seal${
            found.oldestUnsealedSeconds === null
              ? ""
              : ` (the oldest for ${Math.round(found.oldestUnsealedSeconds)} seconds)`
          }, ${found.checkpoints} checkpoints`,
          ...found.breaks.map(brokenInWords),
        ],
        exitCode: valid ? 0 : 1,
      };
    }),
};

function brokenInWords({
  kind,
  sealNo,
  entryId,
  table,
  rowId,
}: AuditBreak): string {
  const where = [
    sealNo !== null && `seal ${sealNo}`,
    entryId !== null && `entry ${entryId}`,
    table !== null && `${table} ${rowId ?? ""}`.trim(),
  ].filter((part) => part !== false);
  const words: Record<string, string> = auditMessages.en;
  return `${words[`audit.break.${kind}`] ?? kind}: ${where.join(", ")}`;
}

const backup: Command = {
  name: "backup",
  usage: "DIR",
  summary: "Copies database, evidence, keys and checkpoints into a new folder.",
  help: [
    "As of one moment, while everybody goes on working. Keep the folder secret: it holds everything, and the audit key.",
    "The answer names the key that signed it: keep that apart, for restore --signed-by.",
  ],
  options: {},
  positionals: 1,
  run: (call) =>
    onDatabase(call, async (database) => {
      const folder = resolve(call.positionals[0] ?? "");
      const made = await backUp(call.config, ownerOf(database), folder);
      const rows = made.tables.reduce((sum, table) => sum + table.rows, 0);
      return {
        json: {
          folder,
          createdAt: made.createdAt,
          tables: made.tables.length,
          rows,
          files: made.files.length,
          sealed: Number(made.chain.sealNo),
          keyId: made.auditKeyId,
        },
        words: [
          `${folder}: ${rows} rows of ${made.tables.length} tables, ${made.files.length} files, ${made.chain.sealNo} seals.`,
          `Signed by key ${made.auditKeyId}.`,
        ],
      };
    }),
};

const restore: Command = {
  name: "restore",
  usage: "DIR [--yes] [--signed-by KEY]",
  summary: "Puts a backup in the place of what the database holds.",
  help: [
    "Refuses a backup that was changed, cut off, or is of a newer Keii, before anything is touched.",
    "Everybody has to sign in again, one-time links are void, and what would go out is held until release-outgoing.",
    "--yes        replaces a database in which somebody has worked",
    "--signed-by  refuses a backup that is not signed by this key",
  ],
  options: { yes: { type: "boolean" }, "signed-by": { type: "string" } },
  positionals: 1,
  run: async ({ config, positionals, values, tell }) => {
    const folder = resolve(positionals[0] ?? "");
    const signedBy = values["signed-by"];
    const manifest = await readBackup(
      folder,
      typeof signedBy === "string" ? signedBy : null,
    );
    await refuseOtherSchema(manifest);
    const database = await openDatabase(config, tell);
    try {
      const ownerUrl = ownerOf(database);
      if (values.yes !== true && (await isInUse(ownerUrl)))
        throw new ConfigurationError(
          "Somebody has worked in this database. Everything in it is replaced by the backup: say --yes if that is meant.",
        );
      const done = await restoreBackup(
        config,
        ownerUrl,
        folder,
        manifest,
        operator(),
      );
      await makeQueues(ownerUrl, true);
      return {
        json: {
          createdAt: manifest.createdAt,
          ...done,
          sealed: Number(manifest.chain.sealNo),
        },
        words: [
          `Restored as of ${manifest.createdAt}: ${done.rows} rows, ${manifest.chain.sealNo} seals.`,
          ...(done.migrated.length > 0
            ? [`Brought forward: ${done.migrated.join(", ")}`]
            : []),
          `${done.endedSessions} sessions are ended, one-time links are void.`,
          "What goes out is held until a person releases it: npm run keii -- release-outgoing",
          "Look whether all is whole: npm run keii -- verify-audit",
        ],
      };
    } finally {
      await database.stop();
    }
  },
};

const accept: Command = {
  name: "accept-restore",
  usage: "",
  summary: "Says that the database was set back by other means than restore.",
  help: [
    "After a dump or a snapshot was put back by the database's own tools, checkpoints promise seals that are gone.",
    "This gives them up, says so in the checkpoints, and holds what goes out until release-outgoing.",
  ],
  options: {},
  positionals: 0,
  run: (call) =>
    onDatabase(call, async ({ ownerUrl, urls }) => {
      const url = ownerUrl ?? urls.worker ?? urls.console;
      if (url === undefined)
        throw new ConfigurationError("DATABASE_URL is needed.");
      const { sealNo, givenUp } = await acceptRestore(
        call.config,
        url,
        operator(),
      );
      return {
        json: { sealNo: Number(sealNo), givenUp },
        words: [
          `The log goes on from seal ${sealNo}; ${givenUp} checkpoints are given up.`,
        ],
      };
    }),
};

const release: Command = {
  name: "release-outgoing",
  usage: "",
  summary: "Lets go out what is held since a restore.",
  help: [
    "Look first at what may have gone out before the restore already: it would go out a second time.",
  ],
  options: {},
  positionals: 0,
  run: (call) =>
    onFoundation(call, async (foundation) => {
      const since = await releaseOutgoing(foundation);
      return {
        json: { released: since !== null, heldSince: since },
        words: [
          since === null
            ? "Nothing is held."
            : `Released. It was held since ${since.toISOString()}.`,
        ],
      };
    }),
};

const firstAdministrator: Command = {
  name: "first-administrator",
  usage: "",
  summary: "Prints a link that makes the first administrator.",
  help: [
    "Only where no administrator can sign in. The link works once, within a day; an earlier one stops working.",
  ],
  options: {},
  positionals: 0,
  run: (call) =>
    onFoundation(call, async (foundation) => {
      const link = await offerFirstAdministrator(foundation);
      if (link === null)
        throw new ConfigurationError(
          "Somebody can administrate already. Administrators make links for others in the console.",
        );
      return { json: { link }, words: [link] };
    }),
};

const head: Command = {
  name: "appoint-head",
  usage: "--incident CODE --email ADDRESS [--role ROLE]",
  summary: "Gives an incident whose head is gone another one.",
  help: [
    `--role  for somebody who is no member yet: ${memberRoles.join(", ")}; responder where nothing is said`,
  ],
  options: {
    incident: { type: "string" },
    email: { type: "string" },
    role: { type: "string" },
  },
  positionals: 0,
  run: (call) =>
    onFoundation(call, async (foundation) => {
      const { incident, email, role = "responder" } = call.values;
      const known = memberRoles.find((name) => name === role);
      if (typeof incident !== "string" || typeof email !== "string" || !known)
        throw new ConfigurationError(
          "Say --incident CODE and --email ADDRESS, and a role there is.",
        );
      const member = await appointHead(foundation, incident, email, known);
      return {
        json: { incident, memberId: member.id, role: member.role },
        words: [`${email} leads ${incident}, as ${member.role}.`],
      };
    }),
};

const rotate: Command = {
  name: "rotate-audit-key",
  usage: "",
  summary: "Puts a new audit key in the place of the present one.",
  help: [
    "The old key signs the new one; what is needed to check its seals is kept beside the new one. Processes that run",
    "take the new key up by themselves where they read the same file.",
  ],
  options: {},
  positionals: 0,
  run: (call) =>
    onFoundation(call, async ({ database, auditKey, checkpoints }) => {
      const client = await database.pool.connect();
      try {
        const { replaced, keyId, sealNo } = await rotateAuditKey(
          client,
          auditKey,
          checkpoints,
        );
        await database.transaction(operator(), null, (tx) =>
          recordAct(tx, "rotate", "audit", null, { replaced, keyId, sealNo }),
        );
        return {
          json: { keyId, replaced, sealNo: Number(sealNo) },
          words: [
            `Key ${keyId} replaces ${replaced}, which made the seals up to ${sealNo}.`,
            `Make a backup: earlier ones do not hold the new key.`,
          ],
        };
      } finally {
        client.release(true);
      }
    }),
};

export const commands: readonly Command[] = [
  migrate,
  verify,
  backup,
  restore,
  accept,
  release,
  firstAdministrator,
  head,
  rotate,
  generateCommand,
  importCommand,
  exposureCommand,
  scopeCommand,
  portalCommand,
  demoCommand,
];

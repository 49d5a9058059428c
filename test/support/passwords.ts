import { randomUUID } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { commandLine } from "@keii/api/operator/command-line";
import type { PasswordCheck } from "@keii/shared";
import type { TestApp } from "./app.js";
import type { Answer, Caller } from "./caller.js";
import type { Reply, Wire } from "./wire.js";

export interface Told {
  exit: number;
  json: {
    imported: number;
    rejected: number;
    notCustomers: number;
    erased: number;
    lines: { line: number; reason: string }[];
  };
  said: string;
}

/** The operator's command about passwords; a file is its content. */
export async function keiiPortal(
  app: TestApp,
  incidentCode: string,
  given: { file?: string; erase?: string; more?: string[] },
): Promise<Told> {
  const folder = await mkdtemp(join(tmpdir(), "keii-passwords-"));
  const file = join(folder, `${randomUUID()}.csv`);
  await writeFile(file, given.file ?? "");
  const out: string[] = [];
  const said: string[] = [];
  const what =
    given.erase === undefined
      ? ["passwords", file]
      : ["erase-passwords", given.erase];
  try {
    const exit = await commandLine(
      [
        "portal",
        ...what,
        "--incident",
        incidentCode,
        ...(given.more ?? []),
        "--json",
      ],
      {
        env: {
          DATABASE_URL: app.ownerUrl,
          KEII_DATA_DIR: app.dataDir,
          KEII_LOG_LEVEL: "silent",
        },
        say: (line) => out.push(line),
        tell: (line) => said.push(line),
      },
    );
    const json = (exit === 0 ? JSON.parse(out.join("")) : {}) as Told["json"];
    return { exit, json, said: said.join("\n") };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Switches the check by id and password, as the console does; answers the status and the fields refused. */
export async function switchPasswords(
  head: Caller,
  incidentId: string,
  body: { isOn: boolean; source?: string },
): Promise<Answer<PasswordCheck>> {
  const path = `/api/incidents/${incidentId}/password-check`;
  const { body: now } = await head.get<PasswordCheck>(path);
  return head.call<PasswordCheck>("PUT", path, body, {
    "if-match": `"${now.version}"`,
  });
}

/** What a visitor of this address sends to the form. */
export function sendCheck(
  wire: Wire,
  token: string,
  fields: Record<string, string>,
  address: string,
  language = "ja",
): Promise<Reply> {
  return wire.send(
    "POST",
    `/demo/check?lang=${language}`,
    {
      "content-type": "application/x-www-form-urlencoded",
      "x-forwarded-for": address,
    },
    new URLSearchParams({ token, ...fields }).toString(),
  );
}

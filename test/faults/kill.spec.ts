import { rm } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aPerson, anIncident, type Person } from "../support/people.js";
import { Program } from "../support/program.js";
import { OwnServer } from "../support/server.js";
import { verification } from "../support/verdict.js";
import { Writers, reckon } from "../support/writers.js";
import { dataFolder } from "../support/folder.js";

const rounds = Number(process.env.KEII_KILL_ROUNDS ?? 20);
const writesPerRound = 500;

let dataDir: string;
let server: OwnServer;
let program: Program;
let head: Person;
let auditor: Person;
let incidentId: string;

beforeAll(async () => {
  dataDir = await dataFolder("keii-kill-");
  server = new OwnServer(dataDir);
  program = await Program.start({ KEII_DATA_DIR: dataDir });
  await server.start();
  const app = {
    url: program.url,
    sql: server.sql.bind(server),
  };
  head = await aPerson(app);
  auditor = await aPerson(app, { right: "auditor" });
  incidentId = (await anIncident(head)).id;
});
afterAll(async () => {
  await program.end();
  await server.close();
  await rm(dataDir, { recursive: true, force: true });
});

/** The same person at the program that runs now. */
async function signInAgain(person: Person): Promise<Person> {
  const again = Object.assign(Object.create(person) as Person, {
    url: program.url,
    token: null,
  });
  await again.signIn(person.email, person.password);
  return again;
}

describe(`kill -9 at a random moment of ${writesPerRound} writes, ${rounds} rounds`, () => {
  it("loses nothing that was answered, leaves nothing by half, and writes nothing twice", async () => {
    const total = { lost: 0, dup: 0, wrong: 0, answered: 0, retried: 0 };
    const restarts: number[] = [];
    for (let round = 1; round <= rounds; round++) {
      const name = `round-${round}`;
      let writer = await signInAgain(head);
      const killAt = 1 + Math.floor(Math.random() * (writesPerRound - 1));
      const isServerKilled = round % 5 === 0;
      const killed: Promise<void>[] = [];
      const writers = new Writers(
        () => ({ url: program.url, token: writer.token!, incidentId }),
        {
          name,
          onDone: (count) => {
            if (count < killAt || killed.length > 0) return;
            killed.push(
              sleep(Math.random() * 10).then(async () => {
                program.kill();
                if (isServerKilled) await server.stop("SIGKILL");
              }),
            );
          },
        },
      );
      writers.start(8, writesPerRound);
      await program.ended;
      await Promise.all(killed);
      await writers.stop();
      const answered = writers.doneCount;
      expect(answered).toBeGreaterThanOrEqual(killAt);

      const begun = performance.now();
      program = await Program.start({ KEII_DATA_DIR: dataDir });
      restarts.push(Math.round(performance.now() - begun));
      writer = await signInAgain(head);

      const first = await reckon(
        server.sql.bind(server),
        writers.tally.wishes,
        name,
      );
      await writers.retryOpen();
      const second = await reckon(
        server.sql.bind(server),
        writers.tally.wishes,
        name,
      );
      await writers.stop();
      const verdict = await verification(await signInAgain(auditor));
      const verdictText = verdict.valid
        ? "valid"
        : JSON.stringify(verdict.breaks.slice(0, 3));
      total.lost += first.lost + second.lost;
      total.dup += second.dup;
      total.wrong += first.wrong + second.wrong;
      total.answered += answered;
      total.retried += writers.tally.wishes.length - answered;
      process.stdout.write(
        `kill: round=${round} answered=${answered}${isServerKilled ? " server=killed" : ""} restart=${restarts.at(-1)}ms lost=${first.lost + second.lost} dup=${second.dup} wrong=${first.wrong + second.wrong} log=${verdictText}\n`,
      );
      expect(verdict.breaks).toEqual([]);
      expect(verdict.valid).toBe(true);
      expect(writers.tally.wrong).toEqual([]);
    }
    process.stdout.write(
      `kill: rounds=${rounds} answered=${total.answered} retried=${total.retried} lost=${total.lost} dup=${total.dup} wrong=${total.wrong} slowest_restart=${Math.max(...restarts)}ms\n`,
    );
    expect(total).toMatchObject({ lost: 0, dup: 0, wrong: 0 });
  });
});

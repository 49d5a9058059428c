import * as shared from "@keii/shared";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { propertiesOf, type Contract } from "./contract.js";

const sources = fileURLToPath(new URL("..", import.meta.url));

/** Is told nothing: it only remembers the line it came from. */
const exempt = ["NewTask"];

/** The forms of the console, by file, that send a contract with a line of the timeline. */
function formsWithLine(): [file: string, contract: string][] {
  return readdirSync(sources, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".tsx") && !file.endsWith(".spec.tsx"))
    .flatMap((file) =>
      [...read(file).matchAll(/contract=\{(\w+)\}/g)]
        .map(([, name]): [string, string] => [file, name!])
        .filter(([, name]) => !exempt.includes(name) && takesLine(name)),
    );
}

function takesLine(name: string): boolean {
  const contract = (shared as Record<string, unknown>)[name];
  return (
    typeof contract === "function" &&
    propertiesOf(contract as Contract).includes("timelineEventId")
  );
}

function read(file: string): string {
  return readFileSync(`${sources}/${file}`, "utf8");
}

test("every form whose record tells the timeline offers the lines of that day", () => {
  const forms = formsWithLine();
  expect(forms.length).toBeGreaterThan(12);
  expect(
    forms.filter(([file]) => !/<(LineChoice|TellInputs)\b/.test(read(file))),
  ).toEqual([]);
});

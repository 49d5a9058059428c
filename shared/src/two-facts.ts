import { halfWidth } from "./half-width.js";
import { writtenDayAt } from "./written-day.js";

const longestLooked = 2000;
const shortestFact = 4;

/** Ends of clauses after which Japanese goes on with another fact, and how the first one then ends by itself. */
const joints: readonly [RegExp, string][] = [
  [/[。；;]\s*(?=\S)/g, ""],
  [/\.\s+(?=[A-Z])/g, ""],
  [
    /(?<=[\p{Script=Han}\p{Script=Katakana}ー])(?<![対関際通])し(?:て)?(?:た(?:後|のち|うえで|上で))?、/gu,
    "",
  ],
  [/(?<=を)行い、/g, "行った"],
  [/(?<=を)行って、/g, "行った"],
  [/(?<=を)受け(?:て)?、/g, "受けた"],
  [/(?<=[をが])開き、/g, "開いた"],
  [/(?<=を)始め(?:て)?、/g, "始めた"],
  [/(?<=を)終え(?:て)?、/g, "終えた"],
  [/(?<=を)求め(?:て)?、/g, "求めた"],
  [/(?<=を)(?:止め|停め)(?:て)?、/g, "止めた"],
  [/(?:するとともに|すると共に|すると同時に)、?/g, ""],
  [/(?:とともに|と同時に|したのち|した後に?)、/g, ""],
  [/,? and then /gi, ""],
];
const conjunction =
  /^(?:また|さらに|更に|併せて|あわせて|同時に|その後|次いで|加えて|そして)、?\s*/;
const openers = "「『（([【〔";
const closers = "」』）)]】〕";
const listedDay = /[、,。;；]\s*(?=\d)/g;

/** How a sentence that holds two facts could be two sentences; null when it holds one. Offered, never applied. */
export function splitFacts(
  text: string,
  incidentYear: number,
): [string, string] | null {
  if (text.length > longestLooked) return null;
  const depths = bracketDepths(text);
  let best: { at: number; split: [string, string] } | null = null;
  for (const [joint, ending] of joints) {
    for (const match of text.matchAll(joint)) {
      if (depths[match.index] !== 0 || (best && match.index > best.at))
        continue;
      const split = cut(text, match.index, match[0].length, ending);
      if (split) best = { at: match.index, split };
    }
  }
  return best?.split ?? splitAtDay(text, depths, incidentYear);
}

/** Another day in the middle of a sentence is another fact. */
function splitAtDay(
  text: string,
  depths: readonly number[],
  incidentYear: number,
): [string, string] | null {
  const line = halfWidth(text);
  for (const match of line.matchAll(listedDay)) {
    if (depths[match.index] !== 0) continue;
    const at = match.index + match[0].length;
    const day = writtenDayAt(line, at, incidentYear);
    const isDated = day !== null && day.from === null && day.month !== null;
    const split = isDated ? cut(text, match.index, match[0].length, "") : null;
    if (split) return split;
  }
  return null;
}

function cut(
  text: string,
  at: number,
  length: number,
  ending: string,
): [string, string] | null {
  const first = text.slice(0, at).trim() + ending;
  const second = text
    .slice(at + length)
    .replace(conjunction, "")
    .trim();
  const isLong = [first, second].every(
    (fact) => fact.replace(/[\p{P}\p{S}\s]/gu, "").length >= shortestFact,
  );
  return isLong ? [first, second] : null;
}

function bracketDepths(text: string): number[] {
  const depths: number[] = [];
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? "";
    if (openers.includes(character)) depth++;
    depths.push(depth);
    if (closers.includes(character)) depth = Math.max(0, depth - 1);
  }
  return depths;
}

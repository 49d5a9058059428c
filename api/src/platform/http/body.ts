import { maskCardNumbers, problems, type MaskedText } from "@keii/shared";
import { Problem } from "./problem.js";

const deepest = 32;
const mostKeys = 50_000;
/** Hash and size of a file may look like a card number by chance, and must not be changed. */
const isOfFile = (name: string, value: unknown) =>
  (name === "sha256" &&
    typeof value === "string" &&
    /^[0-9a-f]{64}$/.test(value)) ||
  (name === "size" && typeof value === "number" && value < 1e14);

/**
 * Refuses what PostgreSQL cannot hold or would change (NUL, other control characters, lone surrogates), names that reach
 * into prototypes, and nesting beyond reason; masks card numbers in texts, and refuses them where nothing can be masked.
 * What the contract calls `secrets` is left alone: it is hashed, not stored.
 * @returns how many card numbers and security codes were masked
 */
export function guardBody(
  body: unknown,
  secrets: ReadonlySet<string> = new Set(),
): number {
  let keys = 0;
  let masked = 0;

  function guard(value: unknown, path: string, depth: number): unknown {
    if (typeof value === "string") return guardText(value, path);
    if (typeof value === "number" && hasCardNumber(String(value)))
      throw refusal(path, "hasCardNumber");
    if (typeof value !== "object" || value === null) return value;
    if (depth > deepest) throw refusal(path, "isShallow");
    const entries = Array.isArray(value)
      ? value.entries()
      : Object.entries(value);
    for (const [key, item] of entries) {
      if (++keys > mostKeys) throw refusal(path, "isShallow");
      const name = String(key);
      const itemPath = path === "" ? name : `${path}.${name}`;
      // Also toString, hasOwnProperty …: what every object has is passed over by the contracts' reader.
      if (name in Object.prototype || name === "prototype")
        throw refusal(itemPath, "isPlainKey");
      if (!isStorable(name))
        throw refusal(path || "root.serverError", "isWellFormed");
      if (!Array.isArray(value) && hasCardNumber(name))
        throw refusal(
          `${path}.${maskCardNumbers(name).text}`.replace(/^\./, ""),
          "hasCardNumber",
        );
      if (secrets.has(itemPath) && typeof item === "string") {
        if (!item.isWellFormed()) throw refusal(itemPath, "isWellFormed");
        continue;
      }
      if (isOfFile(name, item)) continue;
      (value as Record<string, unknown>)[name] = guard(
        item,
        itemPath,
        depth + 1,
      );
    }
    return value;
  }

  function guardText(text: string, path: string): string {
    if (!isStorable(text))
      throw refusal(path || "root.serverError", "isWellFormed");
    const found = maskedText(text);
    masked += found.maskedCount;
    return found.text;
  }

  guard(body, "", 0);
  return masked;
}

/** Whether a text holds what would have to be masked in it. */
export function hasCardNumber(text: string): boolean {
  return /\p{Nd}/u.test(text) && maskCardNumbers(text).maskedCount > 0;
}

/** A text with its card numbers masked; what could be read as JSON still can, also where a number stood bare. */
export function maskedText(text: string): MaskedText {
  const found = maskCardNumbers(text);
  if (found.maskedCount === 0 || isJson(found.text) || !isJson(text))
    return found;
  return {
    ...found,
    text: found.text.replace(
      /"(?:[^"\\]|\\.)*"|\[カード番号 \*{4}\d{4}\]|\[\*{3}\]/gs,
      (token) => (token.startsWith('"') ? token : JSON.stringify(token)),
    ),
  };
}

function isJson(text: string): boolean {
  if (!/^\s*[[{"]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Text that comes back as it went in: no lone surrogate, no control character but tab and line breaks. */
export function isStorable(text: string): boolean {
  return (
    !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text) &&
    text.isWellFormed()
  );
}

function refusal(path: string, rule: string): Problem {
  const field =
    path.replace(/[^\p{L}\p{N}_.[\]* -]/gu, "�").slice(0, 200) ||
    "root.serverError";
  return new Problem(problems.invalid, {
    fields: { [field]: { key: `rule.${rule}` } },
  });
}

import { maskCardNumbers, problems } from "@keii/shared";
import { Problem } from "./problem.js";

const deepest = 32;
const mostKeys = 50_000;
/** Properties that are never masked: they are hashed, not stored. */
const secretNames = new Set(["password", "current", "next", "token"]);

/**
 * Every door for text: refuses what PostgreSQL cannot hold or would change (NUL, other control characters, lone
 * surrogates), names that reach into prototypes, and nesting beyond reason; masks card numbers in the rest.
 * @returns how many card numbers and security codes were masked
 */
export function guardBody(body: unknown): number {
  let keys = 0;
  let masked = 0;

  function guard(value: unknown, path: string, depth: number): unknown {
    if (typeof value === "string") return guardText(value, path);
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
      if (secretNames.has(name) && typeof item === "string") {
        if (!item.isWellFormed()) throw refusal(itemPath, "isWellFormed");
        continue;
      }
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
    const found = maskCardNumbers(text);
    masked += found.maskedCount;
    return found.text;
  }

  guard(body, "", 0);
  return masked;
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
    path.replace(/[^\p{L}\p{N}_.-]/gu, "�").slice(0, 200) || "root.serverError";
  return new Problem(problems.invalid, {
    fields: { [field]: { key: `rule.${rule}` } },
  });
}

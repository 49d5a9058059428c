import { Refusal } from "./refusal.js";

/** The largest form, in bytes. */
export const formLimit = 16 * 1024;
const mostFields = 50;

const type =
  /^application\/x-www-form-urlencoded[ \t]*(?:;[ \t]*charset="?utf-8"?[ \t]*)?$/i;

/** Whether a body is of the one type that is read, as it stands. */
export function isFormType(
  contentType: string | undefined,
  encoding: string | undefined,
): boolean {
  return (
    contentType !== undefined &&
    type.test(contentType) &&
    encoding === undefined
  );
}

/**
 * The fields of a form, each as it was typed, empty where it was not sent. One that comes twice, one the form has not,
 * and what is not UTF-8 or holds control characters are refused: no form of ours sends that.
 */
export function readForm<F extends string>(
  body: Buffer,
  names: readonly F[],
): Record<F, string> {
  const fields = Object.fromEntries(names.map((name) => [name, ""])) as Record<
    F,
    string
  >;
  const text = decoded(() =>
    new TextDecoder("utf-8", { fatal: true }).decode(body),
  );
  if (text === "") return fields;
  const pairs = text.split("&");
  if (pairs.length > mostFields) throw new Refusal("malformed");
  const seen = new Set<string>();
  for (const pair of pairs) {
    const at = pair.indexOf("=");
    const name = unescaped(at === -1 ? pair : pair.slice(0, at));
    if (seen.has(name) || !isOneOf(names, name)) throw new Refusal("malformed");
    seen.add(name);
    fields[name] = at === -1 ? "" : unescaped(pair.slice(at + 1));
  }
  return fields;
}

function isOneOf<F extends string>(
  names: readonly F[],
  name: string,
): name is F {
  return (names as readonly string[]).includes(name);
}

function unescaped(text: string): string {
  const plain = decoded(() => decodeURIComponent(text.replaceAll("+", " ")));
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(plain))
    throw new Refusal("malformed");
  return plain;
}

function decoded(work: () => string): string {
  try {
    return work();
  } catch {
    throw new Refusal("malformed");
  }
}

import { plainToInstance } from "class-transformer";
import {
  getMetadataStorage,
  validate,
  type ValidationError,
} from "class-validator";
import type { FieldErrors, FieldValues, Resolver } from "react-hook-form";
import { set } from "./nested.js";

/** A class of `shared` with rules: what is sent. */
export type Contract = new () => object;

interface RuleOf {
  propertyName: string;
  type: string;
  name?: string;
  constraints?: unknown[];
}

function rulesOf(contract: Contract): RuleOf[] {
  return getMetadataStorage().getTargetValidationMetadatas(
    contract,
    "",
    false,
    false,
  );
}

/** The properties a contract has. */
export function propertiesOf(contract: Contract): string[] {
  return [...new Set(rulesOf(contract).map((rule) => rule.propertyName))];
}

/**
 * What of a form is sent under a contract: its own properties only; an emptied input (null) becomes an empty text where
 * the contract wants a text, and is left out where it allows neither.
 */
export function toContract(
  contract: Contract,
  values: Record<string, unknown>,
): Record<string, unknown> {
  const rules = rulesOf(contract);
  const sent: Record<string, unknown> = {};
  for (const property of propertiesOf(contract)) {
    const value = values[property];
    if (value === undefined) continue;
    if (value !== null) sent[property] = value;
    else {
      const own = rules.filter((rule) => rule.propertyName === property);
      if (allowsNull(own)) sent[property] = null;
      else if (own.some((rule) => rule.name === "isString"))
        sent[property] = "";
    }
  }
  return sent;
}

function allowsNull(rules: RuleOf[]): boolean {
  return rules.some((rule) => {
    if (rule.type !== "conditionalValidation") return false;
    const applies = rule.constraints?.[0] as
      ((object: object, value: unknown) => boolean) | undefined;
    return applies?.({}, null) === false;
  });
}

/** Of what is sent, only what differs from the record as it was read; all of it where `always` names a property. */
export function changedOnly(
  sent: Record<string, unknown>,
  base: Record<string, unknown>,
  always: readonly string[] = [],
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(sent).filter(
      ([property, value]) =>
        always.includes(property) || !isSame(value, base[property]),
    ),
  );
}

/** Whether two values of a record say the same; a missing one and null do. */
export function isSame(one: unknown, other: unknown): boolean {
  return stable(one) === stable(other);
}

function stable(value: unknown): string {
  return JSON.stringify(value ?? null, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(
          Object.entries(part)
            .filter(([, inner]) => inner !== null && inner !== undefined)
            .sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : part,
  );
}

/** Every broken rule, by form source, as a message react-admin translates: `rule.<name>` with its first bound. */
export async function contractErrors(
  contract: Contract,
  values: Record<string, unknown>,
): Promise<Record<string, string>> {
  const instance = plainToInstance(contract, toContract(contract, values));
  const found: Record<string, string> = {};
  gather(await validate(instance), "", found);
  return found;
}

function gather(
  errors: ValidationError[],
  path: string,
  found: Record<string, string>,
): void {
  for (const error of errors) {
    const source = `${path}${error.property}`;
    if (error.children?.length) gather(error.children, `${source}.`, found);
    else found[source] = messageOf(error);
  }
}

function messageOf(error: ValidationError): string {
  const names = Object.keys(error.constraints ?? {});
  const isMissing =
    error.value === undefined || error.value === null || error.value === "";
  const name =
    isMissing || names.includes("isNotBlank") ? "isNotBlank" : names[0];
  const rule = error.target
    ? rulesOf(error.target.constructor as Contract).find(
        (known) => known.propertyName === error.property && known.name === name,
      )
    : undefined;
  return ruleMessage(String(name), rule?.constraints ?? []);
}

/** A rule's message in the form react-admin translates when it is shown. */
export function ruleMessage(name: string, bounds: unknown[]): string {
  const args = Object.fromEntries(bounds.map((bound, i) => [i, bound]));
  return `@@react-admin@@${JSON.stringify({ message: `rule.${name}`, args })}`;
}

/** Runs the same class the API runs. */
export function contractResolver(
  contract: Contract,
  prepare: (values: FieldValues) => FieldValues = (values) => values,
): Resolver {
  return async (values: FieldValues) => {
    const found = await contractErrors(contract, prepare(values));
    const errors: FieldErrors = {};
    for (const [source, message] of Object.entries(found))
      set(errors, source, { type: "rule", message });
    return Object.keys(found).length > 0
      ? { values: {}, errors }
      : { values, errors: {} };
  };
}

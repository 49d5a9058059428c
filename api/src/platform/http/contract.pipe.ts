import {
  Injectable,
  type ArgumentMetadata,
  type PipeTransform,
} from "@nestjs/common";
import { plainToInstance } from "class-transformer";
import { validate, type ValidationError } from "class-validator";
import { problems } from "@keii/shared";
import { Problem, type FieldErrors } from "./problem.js";

/** Checks a body against its contract: every rule, and no property the contract does not name. */
@Injectable()
export class ContractPipe implements PipeTransform {
  async transform(
    value: unknown,
    { type, metatype }: ArgumentMetadata,
  ): Promise<unknown> {
    if (type !== "body" || !metatype || metatype === Object) return value;
    if (typeof value !== "object" || value === null || Array.isArray(value))
      throw new Problem(problems.invalid, {
        fields: { "root.serverError": { key: "rule.isObject" } },
      });
    return checkContract(metatype as new () => object, value);
  }
}

/** The value as an instance of its contract, or a `Problem` naming each field that breaks a rule. */
export async function checkContract<T extends object>(
  contract: new () => T,
  value: object,
): Promise<T> {
  const instance = plainToInstance(contract, value, {
    exposeUnsetFields: false,
    enableImplicitConversion: false,
  });
  const errors = await validate(instance, {
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    stopAtFirstError: false,
  });
  if (errors.length > 0)
    throw new Problem(problems.invalid, { fields: fieldErrors(errors) });
  return instance;
}

/** Nested errors under dotted names: `entries.3.text`. The first broken rule of a field speaks. */
export function fieldErrors(
  errors: ValidationError[],
  prefix = "",
): FieldErrors {
  const fields: FieldErrors = {};
  for (const error of errors) {
    const name = prefix + error.property;
    const rules = Object.keys(error.constraints ?? {});
    const rule = rules.includes("isString") ? "isString" : rules[0];
    if (rule !== undefined)
      fields[name] = {
        key: `rule.${rule}`,
        values: boundsOf(error, rule),
      };
    Object.assign(fields, fieldErrors(error.children ?? [], `${name}.`));
  }
  return fields;
}

/** The first number of what a rule says, besides the name of the property. */
function boundsOf(error: ValidationError, rule: string): unknown[] {
  const said = error.constraints?.[rule]?.replaceAll(error.property, "") ?? "";
  const number = /\d+/.exec(said)?.[0];
  return number === undefined ? [] : [number];
}

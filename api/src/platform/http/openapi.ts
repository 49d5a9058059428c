import { getMetadataStorage } from "class-validator";
import type { ValidationMetadata } from "class-validator/types/metadata/ValidationMetadata.js";
import { defaultMetadataStorage } from "class-transformer/cjs/storage.js";
import { secretsOf } from "@keii/shared";
import { fileType } from "./file-body.js";
import type { Route } from "./routes.js";

type Schema = Record<string, unknown>;
type Newable = new () => object;

/** The OpenAPI document of the routes that exist, made from the contracts that check them. */
export function openApiDocument(routes: Route[]): object {
  const schemas: Record<string, Schema> = { Problem: problemSchema };
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, "{$1}");
    const names = [...route.path.matchAll(/:(\w+)/g)].map((m) => m[1]!);
    (paths[path] ??= {})[route.method.toLowerCase()] = {
      operationId: route.name.replace("Controller.", "."),
      "x-permission": route.permission,
      security: route.isPublic
        ? []
        : [
            { bearer: [] },
            { cookie: [] },
            ...(route.isFeed ? [{ calendarPassword: [] }] : []),
          ],
      parameters: [
        ...names.map((name) => ({
          name,
          in: "path",
          required: true,
          schema: {
            type: "string",
            ...(/^id$|Id$/.test(name) && { format: "uuid" }),
          },
        })),
        ...route.query.map((name) => ({
          name,
          in: "query",
          required: false,
          schema: { type: "string" },
        })),
        ...(route.needsVersion
          ? [
              {
                name: "If-Match",
                in: "header",
                required: true,
                schema: { type: "string" },
              },
            ]
          : []),
        ...(route.method === "POST" && !route.isPublic
          ? [
              {
                name: "Idempotency-Key",
                in: "header",
                required: false,
                schema: { type: "string" },
              },
            ]
          : []),
      ],
      ...(route.body && {
        requestBody: {
          required: true,
          content: {
            "application/json": { schema: reference(route.body, schemas) },
          },
        },
      }),
      ...(route.takesFile && {
        requestBody: {
          required: true,
          content: {
            [fileType]: { schema: { type: "string", format: "binary" } },
          },
        },
      }),
      responses: {
        "2XX": { description: "Done" },
        default: {
          description: "Refused",
          content: {
            "application/problem+json": {
              schema: { $ref: "#/components/schemas/Problem" },
            },
          },
        },
      },
    };
  }
  return {
    openapi: "3.1.0",
    info: { title: "Keii", version: "1" },
    paths,
    components: {
      schemas,
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer" },
        calendarPassword: { type: "http", scheme: "basic" },
        cookie: { type: "apiKey", in: "cookie", name: "keii_console_access" },
      },
    },
  };
}

const oneLine = "^[^\\r\\n\\u2028\\u2029]*$";

const problemSchema: Schema = {
  type: "object",
  required: ["type", "title", "status", "instance"],
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    instance: { type: "string" },
    errors: { type: "object", additionalProperties: { type: "string" } },
    current: {},
  },
};

function reference(contract: Newable, schemas: Record<string, Schema>): Schema {
  if (!(contract.name in schemas)) {
    schemas[contract.name] = {};
    schemas[contract.name] = contractSchema(contract, schemas);
  }
  return { $ref: `#/components/schemas/${contract.name}` };
}

function contractSchema(
  contract: Newable,
  schemas: Record<string, Schema>,
): Schema {
  const rules = getMetadataStorage().getTargetValidationMetadatas(
    contract,
    "",
    true,
    false,
  );
  const byProperty = new Map<string, ValidationMetadata[]>();
  for (const rule of rules)
    byProperty.set(rule.propertyName, [
      ...(byProperty.get(rule.propertyName) ?? []),
      rule,
    ]);
  const properties: Record<string, Schema> = {};
  const required: string[] = [];
  for (const [name, own] of byProperty) {
    properties[name] = propertySchema(contract, name, own, schemas);
    if (
      !own.some(
        (rule) =>
          rule.type === "conditionalValidation" && acceptsUndefined(rule),
      )
    )
      required.push(name);
  }
  return { type: "object", properties, required, additionalProperties: false };
}

/** `LeftOut` is a condition that does not hold for undefined, `OrNull` one that does not hold for null. */
function acceptsUndefined(rule: ValidationMetadata): boolean {
  const condition = rule.constraints[0] as
    ((object: object, value: unknown) => boolean) | undefined;
  return condition?.({}, undefined) === false;
}

function acceptsNull(rule: ValidationMetadata): boolean {
  const condition = rule.constraints[0] as
    ((object: object, value: unknown) => boolean) | undefined;
  return condition?.({}, null) === false;
}

function propertySchema(
  contract: Newable,
  name: string,
  rules: ValidationMetadata[],
  schemas: Record<string, Schema>,
): Schema {
  const schema: Schema = {};
  let isList = false;
  for (const rule of rules) {
    const [first] = (rule.constraints as unknown[] | undefined) ?? [];
    switch (rule.name ?? rule.type) {
      case "isString":
        schema.type = "string";
        break;
      case "isNotBlank":
        Object.assign(schema, { type: "string", minLength: 1 });
        break;
      case "isOneLine":
        Object.assign(schema, { type: "string", pattern: oneLine });
        break;
      case "maxLength":
        schema.maxLength = first;
        break;
      case "isIn":
        schema.enum = first;
        break;
      case "isBoolean":
        schema.type = "boolean";
        break;
      case "isInt":
        schema.type = "integer";
        break;
      case "min":
        schema.minimum = first;
        break;
      case "max":
        schema.maximum = first;
        break;
      case "isSha256":
        Object.assign(schema, { type: "string", format: "sha256" });
        break;
      case "isUuid":
        Object.assign(schema, { type: "string", format: "uuid" });
        break;
      case "isCalendarDay":
        Object.assign(schema, { type: "string", format: "date" });
        break;
      case "isInstant":
        Object.assign(schema, { type: "string", format: "date-time" });
        break;
      case "isMailAddress":
        Object.assign(schema, {
          type: "string",
          format: "email",
          maxLength: 254,
        });
        break;
      case "isTimeZone":
        Object.assign(schema, { type: "string", format: "time-zone" });
        break;
      case "isSlug":
        Object.assign(schema, {
          type: "string",
          format: "slug",
          maxLength: 41,
        });
        break;
      case "isPassageKey":
        Object.assign(schema, {
          type: "string",
          format: "passage-key",
          maxLength: 40,
        });
        break;
      case "isPhoneNumber":
        Object.assign(schema, { type: "string", format: "phone" });
        break;
      case "isPhoneOrMail":
        Object.assign(schema, {
          type: "string",
          format: "phone-or-email",
          maxLength: 254,
        });
        break;
      case "isWallTime":
        Object.assign(schema, { type: "string", format: "wall-time" });
        break;
      case "isWallTimeEnd":
        Object.assign(schema, { type: "string", format: "wall-time-end" });
        break;
      case "isBilingual":
        Object.assign(schema, {
          type: "object",
          properties: {
            ja: { type: "string", maxLength: first },
            en: { type: "string", maxLength: first },
          },
          additionalProperties: false,
        });
        break;
      case "isSomeOf":
        schema.items = { type: "string", enum: String(first).split(", ") };
        isList = true;
        break;
      case "isIds":
        schema.items = { type: "string", format: "uuid" };
        isList = true;
        break;
      case "isLines":
        schema.items = {
          type: "string",
          minLength: 1,
          maxLength: first,
          pattern: oneLine,
        };
        isList = true;
        break;
      case "isArray":
        isList = true;
        break;
      case "isNotEmpty":
        schema.minItems = 1;
        break;
      case "arrayMaxSize":
        schema.maxItems = first;
        break;
      case "isListOfObjects":
        schema.items = nested(contract, name, schemas);
        isList = true;
        break;
      case "isObject":
        Object.assign(schema, nested(contract, name, schemas));
        break;
      default:
    }
  }
  if (isList) schema.type = "array";
  if (secretsOf(contract).has(name)) schema.writeOnly = true;
  return rules.some(
    (rule) => rule.type === "conditionalValidation" && acceptsNull(rule),
  )
    ? { anyOf: [schema, { type: "null" }] }
    : schema;
}

function nested(
  contract: Newable,
  name: string,
  schemas: Record<string, Schema>,
): Schema {
  const metadata = defaultMetadataStorage.findTypeMetadata(contract, name);
  const type = metadata?.typeFunction() as Newable | undefined;
  return type ? reference(type, schemas) : { type: "object" };
}

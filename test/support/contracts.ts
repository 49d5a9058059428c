import type { Caller } from "./caller.js";

/** As much of a JSON schema as our OpenAPI document uses. */
export interface Schema {
  $ref?: string;
  type?: string;
  format?: string;
  enum?: string[];
  minimum?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  anyOf?: Schema[];
}

export interface Operation {
  operationId: string;
  requestBody?: { content: Record<string, { schema: Schema }> };
  parameters: { name: string; in: string; required: boolean }[];
}

export interface OpenApi {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

/** The contracts as the running application publishes them. */
export class Contracts {
  private constructor(readonly document: OpenApi) {}

  static async of(caller: Caller): Promise<Contracts> {
    const { body } = await caller.get<OpenApi>("/api/openapi.json");
    return new Contracts(body);
  }

  /** `GET /api/incidents/:incidentId` of every operation in the document. */
  routes(): string[] {
    return Object.entries(this.document.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map(
        (method) =>
          `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ":$1")}`,
      ),
    );
  }

  /** The lists of an incident whose records have pages of their own: `/tasks`. */
  lists(): string[] {
    return this.routes().flatMap(
      (route) =>
        /^GET \/api\/incidents\/:incidentId(\/[^:]+)\/:id$/.exec(route)?.[1] ??
        [],
    );
  }

  operation(route: string): Operation | undefined {
    const [method = "", path = ""] = route.split(" ");
    return this.document.paths[path.replace(/:(\w+)/g, "{$1}")]?.[
      method.toLowerCase()
    ];
  }

  /** The schema of a route's body, or null where it takes none. */
  body(route: string): Schema | null {
    const schema =
      this.operation(route)?.requestBody?.content["application/json"]?.schema;
    return schema ? this.resolved(schema) : null;
  }

  /** Whether a route's body is content as it is. */
  takesFile(route: string): boolean {
    const { content } = this.operation(route)?.requestBody ?? {};
    return content !== undefined && "application/octet-stream" in content;
  }

  /** Whether a route reads a parameter, of its query or its header. */
  reads(route: string, parameter: string): boolean {
    return (this.operation(route)?.parameters ?? []).some(
      ({ name }) => name === parameter,
    );
  }

  needsVersion(route: string): boolean {
    return this.reads(route, "If-Match");
  }

  /** A schema without its reference and its null. */
  resolved(schema: Schema): Schema {
    const one = schema.anyOf?.find(({ type }) => type !== "null") ?? schema;
    const name = one.$ref?.split("/").at(-1);
    return name === undefined
      ? one
      : this.resolved(this.document.components.schemas[name] ?? {});
  }

  /**
   * A value that fits; `reference` says which record an id names. Every property is filled, or only those that are
   * needed and those that are named.
   */
  sample(
    schema: Schema,
    reference: (property: string) => string,
    filled: boolean | readonly string[] = true,
    property = "",
  ): unknown {
    const one = this.resolved(schema);
    if (one.enum) return one.enum[0];
    switch (one.type) {
      case "object":
        return Object.fromEntries(
          Object.entries(one.properties ?? {})
            .filter(
              ([name]) =>
                (Array.isArray(filled) ? filled.includes(name) : filled) ||
                one.required?.includes(name),
            )
            .map(([name, of]) => [
              name,
              this.sample(of, reference, filled, name),
            ]),
        );
      case "array":
        return [this.sample(one.items ?? {}, reference, filled, property)];
      case "boolean":
        return true;
      case "integer":
        return one.minimum ?? 1;
      default:
        return sampleText(one.format, () => reference(property));
    }
  }

  /** Where in a body properties of a kind are: their paths, `entries.0.afterId`. */
  places(schema: Schema, isMeant: (name: string) => boolean): string[] {
    return this.objects(schema).flatMap(({ path, properties }) =>
      properties
        .filter(isMeant)
        .map((name) => (path === "" ? name : `${path}.${name}`)),
    );
  }

  /** Every object in a body: the body itself, and what is nested in it. */
  objects(schema: Schema, path = ""): { path: string; properties: string[] }[] {
    const one = this.resolved(schema);
    if (one.type === "array")
      return this.objects(one.items ?? {}, path === "" ? "0" : `${path}.0`);
    if (one.type !== "object") return [];
    const properties = Object.entries(one.properties ?? {});
    return [
      { path, properties: properties.map(([name]) => name) },
      ...properties.flatMap(([name, of]) =>
        this.objects(of, path === "" ? name : `${path}.${name}`),
      ),
    ];
  }
}

function sampleText(format: string | undefined, id: () => string): string {
  switch (format) {
    case "uuid":
      return id();
    case "sha256":
      return "ab".repeat(32);
    case "date":
      return "2016-08-18";
    case "date-time":
      return "2016-08-18T10:00:00+09:00";
    case "email":
      return "nobody@example.test";
    case "time-zone":
      return "Asia/Tokyo";
    case "slug":
      return "sample-page";
    case "passage-key":
      return "sample_passage";
    case "phone":
    case "phone-or-email":
      return "03-0000-0000";
    case "wall-time":
      return "10:00";
    case "wall-time-end":
      return "17:00";
    default:
      return "試験";
  }
}

/** Puts a value at a path of a body. */
export function placed(body: unknown, path: string, value: unknown): object {
  const copy = structuredClone(body) as object;
  const names = path.split(".");
  const last = names.pop()!;
  let at = copy as Record<string, unknown>;
  for (const name of names) at = at[name] as Record<string, unknown>;
  at[last] = value;
  return copy;
}

declare const isSql: unique symbol;

/** SQL that was written by us: a template of constants and other such pieces, never a value. */
export type Sql = string & { readonly [isSql]: true };

/** Puts pieces of SQL together. Values do not fit in by their type: they belong into parameters. */
export function sql(
  text: TemplateStringsArray,
  ...pieces: (Sql | number)[]
): Sql {
  return String.raw({ raw: text }, ...pieces) as Sql;
}

/** A name of the database's own, quoted. */
export function identifier(name: string): Sql {
  return `"${name.replaceAll('"', '""')}"` as Sql;
}

/** Names or expressions side by side. */
export function list(pieces: readonly Sql[]): Sql {
  return pieces.join(", ") as Sql;
}

/** Conditions that all hold; true where there are none. */
export function all(conditions: readonly Sql[]): Sql {
  return (conditions.length === 0 ? "true" : conditions.join(" and ")) as Sql;
}

/** Rows to choose from: columns, tables, what always holds, and its parameters. */
export interface Source {
  select: Sql;
  from: Sql;
  where: Sql[];
  parameters: unknown[];
}

/** The rows of a source under further conditions, with whatever comes behind. */
export function rowsOf(
  source: Source,
  and: readonly Sql[] = [],
  behind: Sql = sql``,
): Sql {
  return sql`select ${source.select} from ${source.from} where ${all([...source.where, ...and])} ${behind}`;
}

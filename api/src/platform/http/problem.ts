import { problems, type ProblemKind } from "@keii/shared";

/** Field errors: the form's source → the name of a rule, with the bounds its message speaks of. */
export type FieldErrors = Record<string, { key: string; values?: unknown[] }>;

/** A refusal the user can act on. Everything else that is thrown is a fault. */
export class Problem extends Error {
  readonly fields: FieldErrors | undefined;
  readonly current: unknown;
  readonly retryAfterSeconds: number | undefined;
  /** Somebody asked for what is not theirs, whatever the answer says. */
  readonly isRefusal: boolean;

  constructor(
    readonly kind: ProblemKind,
    more: {
      fields?: FieldErrors;
      current?: unknown;
      retryAfterSeconds?: number;
      isRefusal?: boolean;
    } = {},
  ) {
    super(kind.code);
    this.fields = more.fields;
    this.current = more.current;
    this.retryAfterSeconds = more.retryAfterSeconds;
    this.isRefusal = more.isRefusal ?? kind === problems.notAllowed;
  }
}

/** A refusal of one field by a rule of `rules.messages.ts` (named without `rule.`) . */
export function fieldProblem(
  kind: ProblemKind,
  field: string,
  rule: string,
  ...values: unknown[]
): Problem {
  return new Problem(kind, {
    fields: { [field]: { key: `rule.${rule}`, values } },
  });
}

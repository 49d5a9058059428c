/** Why a visitor gets another page than the one asked for. */
export type RefusalKind =
  | "notFound"
  | "method"
  | "malformed"
  | "tooLarge"
  | "foreign"
  | "tooMany"
  | "unavailable"
  | "fault";

export const refusalStatus: Record<RefusalKind, number> = {
  notFound: 404,
  method: 405,
  malformed: 400,
  tooLarge: 413,
  foreign: 403,
  tooMany: 429,
  unavailable: 503,
  fault: 500,
};

/** Thrown by a page: the visitor sees a page of the same shape that says so. */
export class Refusal extends Error {
  constructor(
    readonly kind: RefusalKind,
    readonly status: number = refusalStatus[kind],
    /** How long to wait, as honestly as we know it. */
    readonly retryAfterSeconds: number | null = null,
  ) {
    super(kind);
  }

  static notFound(): Refusal {
    return new Refusal("notFound");
  }

  static unavailable(retryAfterSeconds: number): Refusal {
    return new Refusal("unavailable", 503, retryAfterSeconds);
  }

  static tooMany(retryAfterSeconds: number): Refusal {
    return new Refusal("tooMany", 429, retryAfterSeconds);
  }
}

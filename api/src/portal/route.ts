import type {
  Answer,
  Elsewhere,
  FormState,
  IncidentVisit,
  Visit,
} from "./visit.js";

type Later<T> = T | Promise<T>;

/** A page outside any incident. */
export interface SiteRoute {
  kind: "site";
  path: string;
  page: (visit: Visit) => Later<Answer>;
}

/** A page below `/:slug`, which exists only while the incident is published. */
export interface IncidentRoute {
  kind: "incident";
  path: string;
  page: (visit: IncidentVisit) => Later<Answer | Elsewhere>;
}

/**
 * A form below `/:slug`. `show` makes the page of it: empty for GET, and again with what was typed whenever something
 * stands against taking it. `take` is called once the token is good.
 */
export interface FormRoute<F extends string = string> {
  kind: "form";
  path: string;
  /** What its token is made for. */
  purpose: string;
  fields: readonly F[];
  /** Of them, those that are never shown again. */
  secrets: readonly F[];
  /** Bytes of its body, 16 KiB where nothing is said; a Japanese letter has nine of them. */
  bodyLimit?: number;
  show: (visit: IncidentVisit, state: FormState<F>) => Later<Answer>;
  take: (
    visit: IncidentVisit,
    typed: Readonly<Record<F, string>>,
  ) => Later<Answer | Elsewhere>;
}

export type Route = SiteRoute | IncidentRoute | FormRoute;

/** Declares pages, one call each. */
export const route = {
  site: (path: string, page: SiteRoute["page"]): Route => ({
    kind: "site",
    path,
    page,
  }),
  page: (path: string, page: IncidentRoute["page"]): Route => ({
    kind: "incident",
    path,
    page,
  }),
  form: <F extends string>(
    path: string,
    given: Pick<FormRoute<F>, "fields" | "show" | "take"> & {
      secrets?: readonly F[];
      bodyLimit?: number;
    },
  ): Route => {
    const form: FormRoute<F> = {
      kind: "form",
      path,
      purpose: path.replace(/^\/:slug\//, ""),
      secrets: [],
      ...given,
    };
    // The fields of a form are those it names: what is read for it has exactly these.
    return form as unknown as FormRoute;
  },
};

/** What a path of the table stands for, and which of its places are named how. */
export function pathPattern(path: string): RegExp {
  return new RegExp(
    `^${path.replace(/\/$/, "").replaceAll(/:[a-zA-Z]+/g, "[^/]+")}/?$`,
  );
}

export function methodsOf({ kind }: Route): string[] {
  return kind === "form"
    ? ["GET", "HEAD", "POST", "OPTIONS"]
    : ["GET", "HEAD", "OPTIONS"];
}

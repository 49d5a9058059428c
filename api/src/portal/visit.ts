import type { Language } from "@keii/shared";
import type { Html } from "./html.js";
import type { Company, PublishedDesk, PublishedPage } from "./published.js";
import type { PortalWords } from "./words.js";

/** One request, as a page sees it. */
export interface Visit {
  language: Language;
  words: PortalWords;
  /** By the clock of the product; the demo's may stand elsewhere. */
  now: Date;
  /** Whose network asks: what limits are counted by. Never written to a log. */
  address: string;
  company: Company;
  /** What stands behind further `:names` of the path. */
  params: Readonly<Record<string, string>>;
  /** The secret of a signed-in visitor's cookie. */
  session: string | null;
  /** A link to a page of the portal, in the language that was chosen. */
  href: (path: string) => string;
}

/** A request below `/:slug` of a published incident. */
export interface IncidentVisit extends Visit {
  slug: string;
  incident: PublishedPage;
  desk: PublishedDesk | null;
  /** The hidden token of a form, for the path it is sent to. */
  token: (purpose: string) => string;
}

/** What a page answers. */
export interface Answer {
  title: string;
  body: Html;
  /** 200 where nothing is said. */
  status?: number;
  retryAfterSeconds?: number;
  /** Opens or ends a signed-in session. */
  session?: { secret: string; seconds: number } | "ended";
}

/** Another page to go to after a form was taken (303), by its path. */
export interface Elsewhere {
  goTo: string;
  session?: Answer["session"];
}

/** A form as it is to be shown: what was typed so far, and what is wrong with it. */
export interface FormState<F extends string> {
  typed: Readonly<Record<F, string>>;
  /** Sentences by field, in the visitor's language. */
  problems: Readonly<Partial<Record<F, string>>>;
  /** A sentence about the form as a whole. */
  notice: string | null;
}

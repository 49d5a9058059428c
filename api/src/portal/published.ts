import type { Bilingual, DeskDay, DeskSchedule } from "@keii/shared";
import { sql } from "../platform/database/sql.js";
import type { Asking } from "./portal-database.js";

export interface Company {
  name: Bilingual;
  colour: string;
  zone: string;
}

export interface PublishedIncident {
  slug: string;
  title: Bilingual;
  publishedAt: string;
}

export interface PublishedPage {
  slug: string;
  title: Bilingual;
  zone: string;
  report: {
    text: Bilingual;
    publishedAt: string;
    updatedAt: string;
    no: number;
    /** What changed, newest first; empty where nothing did. */
    amendments: { no: number; at: string; note: Bilingual }[];
  };
  checks: { code: boolean; password: boolean; mail: boolean; shop: boolean };
  /** Whose customers have an id and a password; asked for where there are several. */
  shops: { code: string; name: Bilingual }[];
  impostorAdvice: Bilingual | null;
}

export interface PublishedDesk {
  zone: string;
  lines: { kind: "phone" | "mail"; value: string; label: Bilingual | null }[];
  schedules: DeskSchedule[];
  days: DeskDay[];
}

export interface PublishedQuestion {
  section: Bilingual;
  question: Bilingual;
  answer: Bilingual;
  updatedAt: string;
}

export interface SentMessage {
  kind: "mail" | "letter" | "phone";
  sender: Bilingual;
  subject: Bilingual | null;
  looksLike: Bilingual;
  /** Calendar days. */
  from: string;
  until: string | null;
}

const freshMilliseconds = 1_000;
const mostKept = 1_000;

/**
 * What everybody reads, kept in memory for a second: on the day of publication thousands ask for the same page at once.
 * An incident that is withdrawn is gone within that second.
 */
export class Published {
  private readonly kept = new Map<
    string,
    { at: number; value: Promise<unknown> }
  >();
  /** As last read: what can still be said while the database is away. */
  private lastCompany: Company | null = null;
  private lastIncidents: readonly PublishedIncident[] = [];
  private lastSlugs: ReadonlySet<string> = new Set();
  private readonly lastDesks = new Map<string, PublishedDesk>();
  private readonly lastPages = new Map<string, PublishedPage>();

  constructor(private readonly database: Asking) {}

  async company(): Promise<Company> {
    this.lastCompany = await this.fresh("company", () =>
      this.database.ask<Company>(sql`select portal_company() as answer`),
    );
    return this.lastCompany;
  }

  async incidents(): Promise<PublishedIncident[]> {
    const incidents = await this.fresh("incidents", () =>
      this.database.ask<PublishedIncident[]>(
        sql`select portal_incidents() as answer`,
      ),
    );
    if (incidents !== this.lastIncidents) {
      this.lastIncidents = incidents;
      this.lastSlugs = new Set(incidents.map(({ slug }) => slug));
    }
    return incidents;
  }

  /** Null where no such incident is published. A name nobody published never reaches the database. */
  async page(slug: string): Promise<PublishedPage | null> {
    await this.incidents();
    const page = this.lastSlugs.has(slug)
      ? await this.fresh(`page ${slug}`, () =>
          this.database.ask<PublishedPage | null>(
            sql`select portal_page($1) as answer`,
            [slug],
          ),
        )
      : null;
    if (page) this.lastPages.set(slug, page);
    else this.lastPages.delete(slug);
    return page;
  }

  async desk(slug: string): Promise<PublishedDesk | null> {
    const desk = await this.fresh(`desk ${slug}`, () =>
      this.database.ask<PublishedDesk | null>(
        sql`select portal_desk($1) as answer`,
        [slug],
      ),
    );
    if (desk) this.lastDesks.set(slug, desk);
    else this.lastDesks.delete(slug);
    return desk;
  }

  faq(slug: string, at: Date): Promise<PublishedQuestion[]> {
    return this.fresh(`faq ${slug}`, () =>
      this.database.ask(sql`select portal_faq($1, $2) as answer`, [slug, at]),
    );
  }

  sentMessages(slug: string): Promise<SentMessage[]> {
    return this.fresh(`messages ${slug}`, () =>
      this.database.ask(sql`select portal_sent_messages($1) as answer`, [slug]),
    );
  }

  /** How many seconds it takes at present until somebody is answered; null where nobody can say. */
  waiting(slug: string, at: Date): Promise<number | null> {
    return this.fresh(`waiting ${slug}`, () =>
      this.database.ask(sql`select portal_waiting($1, $2) as answer`, [
        slug,
        at,
      ]),
    );
  }

  /** A page as last read, without asking the database; null where it was never read. */
  lastPage(slug: string): {
    company: Company;
    incident: PublishedPage;
    desk: PublishedDesk | null;
  } | null {
    const incident = this.lastPages.get(slug);
    if (!incident || !this.lastCompany) return null;
    return {
      company: this.lastCompany,
      incident,
      desk: this.lastDesks.get(slug) ?? null,
    };
  }

  /** The company and the desk as last read, however long ago; asked for now where nothing was read yet. */
  async remembered(slug: string): Promise<{
    company: Company | null;
    desk: PublishedDesk | null;
    isPublished: boolean;
  }> {
    return {
      company: this.lastCompany ?? (await this.company().catch(() => null)),
      desk: this.lastDesks.get(slug) ?? null,
      isPublished: this.lastSlugs.has(slug),
    };
  }

  /** One question to the database a second, however many wait for its answer; a failed one is not kept. */
  private fresh<T>(key: string, read: () => Promise<T>): Promise<T> {
    const now = performance.now();
    const kept = this.kept.get(key);
    if (kept && now - kept.at < freshMilliseconds)
      return kept.value as Promise<T>;
    if (this.kept.size >= mostKept) this.kept.clear();
    const entry = { at: now, value: read() };
    this.kept.set(key, entry);
    entry.value.catch(() => {
      if (this.kept.get(key) === entry) this.kept.delete(key);
    });
    return entry.value;
  }
}

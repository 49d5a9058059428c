import { readFile } from "node:fs/promises";
import type { Bilingual, FaqVisibility, SentMessageKind } from "@keii/shared";
import { ApprovalsService } from "../approvals/approvals.service.js";
import { FaqService } from "../disclosure/faq.service.js";
import { PublicationService } from "../disclosure/publication.service.js";
import { SentMessagesService } from "../disclosure/sent-messages.service.js";
import { FactsService } from "../facts/facts.service.js";
import { PassagesService } from "../facts/passages.service.js";
import { Clock } from "../platform/clock/clock.js";
import { operatorActor, type Actor } from "../platform/database/actor.js";
import type { Database, Tx } from "../platform/database/database.js";
import { RecordLinesService } from "../timeline/record-lines.service.js";
import { TimelineService } from "../timeline/timeline.service.js";

/** A text that is said only where the record has these values. */
interface Said {
  needs?: string[];
}

interface DemoTexts {
  slug: string;
  title: Bilingual;
  passages: (Bilingual & { key: string })[];
  report: (Bilingual & Said)[];
  faq: (Said & {
    visibility?: FaqVisibility;
    section: Bilingual;
    question: Bilingual;
    answer: Bilingual;
    effectiveFrom: string;
  })[];
  messages: {
    kind: SentMessageKind;
    sender: Bilingual;
    subject: Bilingual;
    looksLike: Bilingual;
    fromOn: string;
  }[];
}

const textsFile = new URL("../../../db/demo/publication.json", import.meta.url);

/** Stands at the moment somebody of the demo case wrote or published something. */
class PublishingClock extends Clock {
  at = "2016-09-14T16:00:00+09:00";

  override now(): Date {
    return new Date(this.at);
  }
}

/** The public page of the demo case, written and published through the services that people use. */
export class DemoPublication {
  constructor(
    private readonly database: Database,
    private readonly incident: string,
    private readonly as: (login: string) => Actor,
  ) {}

  /** True where there was none; all of it is there or none. */
  async publish(): Promise<boolean> {
    const texts = await readDemoTexts();
    return this.database.transaction(
      operatorActor("デモの読み込み"),
      this.incident,
      (tx) => this.publishWithin(tx, texts),
    );
  }

  /** As a part of a unit of work that loads more than this. */
  async publishWithin(tx: Tx, texts: DemoTexts): Promise<boolean> {
    const clock = new PublishingClock();
    const database = this.database.joining(tx, clock);
    const [present] = await database.query(
      "select from publication where incident_id = $1",
      [this.incident],
    );
    if (present) return false;
    const facts = new FactsService(database);
    const approvals = new ApprovalsService(database);
    const publication = new PublicationService(
      database,
      clock,
      facts,
      approvals,
      new RecordLinesService(new TimelineService(database, clock)),
    );
    const known = new Set(
      (await facts.of(this.incident))
        .filter(({ value }) => value !== null)
        .map(({ name }) => name),
    );
    const isSaid = ({ needs = [] }: Said) =>
      needs.every((name) => known.has(name));

    await this.writePassages(new PassagesService(database, facts), texts);
    const writer = this.as("compliance");
    const report = texts.report.filter(isSaid);
    const { version } = await publication.add(writer, this.incident, {
      slug: texts.slug,
      title: texts.title,
      report: {
        ja: report.map(({ ja }) => ja).join("\n\n"),
        en: report.map(({ en }) => en).join("\n\n"),
      },
    });
    await this.publishFaq(new FaqService(database, facts), {
      ...texts,
      faq: texts.faq.filter(isSaid),
    });
    const messages = new SentMessagesService(database);
    for (const message of texts.messages)
      await messages.add(writer, this.incident, message);

    clock.at = "2016-09-15T09:30:00+09:00";
    const { asked } = await publication.askToPublish(
      writer,
      this.incident,
      version,
      { reason: "最終報告書の結果がそろい、窓口と発送の準備が整ったため" },
    );
    clock.at = "2016-09-15T10:00:00+09:00";
    await approvals.decide(
      this.as("responder"),
      this.incident,
      asked!.approvalId,
      1,
      { decision: "approved" },
    );
    return true;
  }

  private async writePassages(
    passages: PassagesService,
    texts: DemoTexts,
  ): Promise<void> {
    for (const { key, ...text } of texts.passages) {
      const { id, version } = await passages.add(
        this.as("compliance"),
        this.incident,
        { key, text },
      );
      await passages.approve(
        this.as("compliance2"),
        this.incident,
        id,
        version,
      );
    }
  }

  private async publishFaq(faq: FaqService, texts: DemoTexts): Promise<void> {
    const writer = this.as("compliance2");
    for (const { needs: _, visibility = "public", ...entry } of texts.faq) {
      const { id, version } = await faq.add(writer, this.incident, {
        visibility,
        ...entry,
      });
      await faq.publish(writer, this.incident, id, version);
    }
  }
}

export async function readDemoTexts(): Promise<DemoTexts> {
  return JSON.parse(await readFile(textsFile, "utf8")) as DemoTexts;
}

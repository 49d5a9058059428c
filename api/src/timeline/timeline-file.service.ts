import { Injectable } from "@nestjs/common";
import {
  NewTimelineEvent,
  TimelineEventCorrection,
  fillMessage,
  momentAt,
  precisions,
  problems,
  ruleMessages,
  timelineCategories,
  timelineStates,
  timelineTypes,
  visibilities,
  type Language,
  type TimelineFile,
  type TimelineFilePreview,
  type TimelineFileRow,
} from "@keii/shared";
import type { Actor } from "../platform/database/actor.js";
import {
  Database,
  within,
  type Queryable,
  type Tx,
} from "../platform/database/database.js";
import { rowsOf, sql } from "../platform/database/sql.js";
import { checkContract } from "../platform/http/contract.pipe.js";
import { readCsvRecords, type CsvRecord } from "../platform/http/csv.js";
import { Problem, fieldProblem } from "../platform/http/problem.js";
import { emptyContent, readContent } from "./revision.js";
import {
  fileCells,
  fileWord,
  timelineFileColumns,
  timelineFileHeading,
  type TimelineFileColumn,
} from "./timeline-export.js";
import { reachOf, timelineOf, type TimelineRow } from "./timeline.queries.js";
import { TimelineService } from "./timeline.service.js";

type Cells = Partial<Record<TimelineFileColumn, string>>;
interface Line {
  line: number;
  cells: Cells;
}

const mostRows = 5_000;
const closedSets = {
  precision: precisions,
  type: timelineTypes,
  category: timelineCategories,
  visibility: visibilities,
  state: timelineStates,
} as const;

/** Takes a file as the export writes it: new rows become entries, rows with a known number corrections. */
@Injectable()
export class TimelineFileService {
  constructor(
    private readonly database: Database,
    private readonly timeline: TimelineService,
  ) {}

  /** A preview says what would change; without `isPreview` it is done, all of it or (with any rejected row) nothing. */
  async take(
    actor: Actor,
    incidentId: string,
    file: TimelineFile,
  ): Promise<TimelineFilePreview> {
    const lines = readLines(file.csv);
    if (file.isPreview)
      return this.preview(
        { ...actor, idempotency: null },
        incidentId,
        lines,
        this.database,
      );
    return this.database.transaction(actor, incidentId, async (tx) => {
      const preview = await this.preview(actor, incidentId, lines, within(tx));
      if (preview.rejectedCount > 0)
        throw new Problem(problems.invalid, {
          current: preview,
          fields: { csv: { key: "rule.hasRejectedRows" } },
        });
      if (preview.changedCount > 0 && file.reason === undefined)
        throw fieldProblem(problems.invalid, "reason", "isNotBlank");
      for (const [index, row] of preview.rows.entries())
        await this.save(tx, row, lines[index]!.cells, file.reason ?? "");
      return { ...preview, isSaved: true };
    });
  }

  private async preview(
    actor: Actor,
    incidentId: string,
    lines: Line[],
    database: Queryable,
  ): Promise<TimelineFilePreview> {
    const known = await this.known(actor, incidentId, database);
    const seen = new Set<number>();
    const rows: TimelineFileRow[] = [];
    for (const { line, cells } of lines) {
      const row = await this.previewRow(actor, cells, line, known);
      if (row.no !== null && seen.has(row.no))
        row.errors = { no: words(actor.language, "rule.isSomeOf") };
      if (row.no !== null) seen.add(row.no);
      if (Object.keys(row.errors).length > 0) row.state = "rejected";
      rows.push(row);
    }
    const count = (state: TimelineFileRow["state"]) =>
      rows.filter((r) => r.state === state).length;
    return {
      rows,
      newCount: count("new"),
      changedCount: count("changed"),
      sameCount: count("same"),
      rejectedCount: count("rejected"),
      isSaved: false,
    };
  }

  private async previewRow(
    actor: Actor,
    cells: Cells,
    line: number,
    known: Map<number, TimelineRow>,
  ): Promise<TimelineFileRow> {
    const row: TimelineFileRow = {
      line,
      state: "new",
      no: null,
      text: cells.text ?? "",
      changes: {},
      errors: {},
    };
    const number = cells.no?.trim() ?? "";
    const present = /^\d+$/.test(number)
      ? known.get(Number(number))
      : undefined;
    if (number !== "" && !present)
      return {
        ...row,
        state: "rejected",
        errors: { no: words(actor.language, "rule.unknownReference") },
      };
    const zone = present?.zone ?? actor.incident!.zone;
    try {
      const sent = toContract(cells, zone);
      if (!present) {
        readContent(
          actor,
          emptyContent(zone),
          await checkContract(NewTimelineEvent, sent),
        );
        return row;
      }
      row.no = Number(number);
      const before = fileCells(present, reachOf(actor), actor.language);
      for (const column of timelineFileColumns) {
        const after = cells[column];
        if (column === "no" || column === "state" || after === undefined)
          continue;
        if (canonical(column, after) !== canonical(column, before[column]))
          row.changes[column] = { before: before[column], after };
      }
      row.state = Object.keys(row.changes).length > 0 ? "changed" : "same";
      if (row.state === "changed") {
        if (present.state === "retracted")
          throw fieldProblem(problems.broken, "state", "isRetracted");
        if (present.visibility === "counsel" && reachOf(actor) !== "all")
          throw fieldProblem(problems.invalid, "visibility", "counselOnly");
        await checkContract(TimelineEventCorrection, { ...sent, reason: "–" });
      }
      return row;
    } catch (error) {
      if (!(error instanceof Problem) || !error.fields) throw error;
      const errors = Object.fromEntries(
        Object.entries(error.fields).map(([field, { key, values = [] }]) => [
          field.split(".")[0]!,
          fillMessage(
            words(actor.language, key),
            Object.fromEntries(values.entries()),
          ),
        ]),
      );
      return { ...row, state: "rejected", errors };
    }
  }

  private async save(
    tx: Tx,
    row: TimelineFileRow,
    cells: Cells,
    reason: string,
  ): Promise<void> {
    const zone = tx.actor.incident!.zone;
    if (row.state === "new")
      await this.timeline.write(
        tx,
        await checkContract(NewTimelineEvent, toContract(cells, zone)),
        null,
      );
    if (row.state === "changed") {
      const present = (
        await this.known(tx.actor, tx.incidentId!, within(tx), row.no!)
      ).get(row.no!)!;
      const correction = await checkContract(TimelineEventCorrection, {
        ...toContract(cells, present.zone),
        reason,
      });
      await this.timeline.correctWithin(
        tx,
        present.id,
        present.version,
        correction,
      );
    }
  }

  private async known(
    actor: Actor,
    incidentId: string,
    database: Queryable,
    no?: number,
  ): Promise<Map<number, TimelineRow>> {
    const source = timelineOf(incidentId, reachOf(actor));
    const rows = await database.query<TimelineRow>(
      rowsOf(source, no === undefined ? [] : [sql`t.no = $2`]),
      no === undefined ? source.parameters : [...source.parameters, no],
    );
    return new Map(rows.map((row) => [Number(row.no), row]));
  }
}

function readLines(csv: string): Line[] {
  let records: CsvRecord[];
  try {
    records = readCsvRecords(csv, { max_record_size: 200_000 });
  } catch {
    throw fieldProblem(problems.invalid, "csv", "isCsv");
  }
  const [head, ...body] = records;
  const columns = (head?.cells ?? []).map((heading) => {
    const plain = heading.normalize("NFKC").trim().toLowerCase();
    return timelineFileColumns.find((column) =>
      [
        column,
        timelineFileHeading("ja", column),
        timelineFileHeading("en", column),
      ].some((h) => h.normalize("NFKC").toLowerCase() === plain),
    );
  });
  if (!columns.includes("on") || !columns.includes("text"))
    throw fieldProblem(problems.invalid, "csv", "isCsv");
  if (body.length > mostRows)
    throw fieldProblem(problems.invalid, "csv", "arrayMaxSize", mostRows);
  return body.map(({ line, cells }) => {
    const read: Cells = {};
    columns.forEach((column, i) => {
      // An apostrophe that keeps a spreadsheet from calculating is not part of the text.
      if (column)
        read[column] = (cells[i] ?? "").replace(
          /^'(?=[=+\-@＝＋－＠\t\r\n])/,
          "",
        );
    });
    return { line, cells: read };
  });
}

function toContract(cells: Cells, zone: string): Record<string, unknown> {
  const word = (kind: keyof typeof closedSets): string | undefined => {
    const text = cells[kind]?.trim();
    return text
      ? (closedSets[kind].find(
          (w) =>
            w === text ||
            fileWord("ja", kind, w) === text ||
            fileWord("en", kind, w) === text,
        ) ?? text)
      : undefined;
  };
  const day = (text: string | undefined) => canonical("on", text ?? "");
  const at = (
    on: string,
    time: string | undefined,
    field: string,
  ): string | null => {
    const clock = time?.trim().normalize("NFKC");
    if (!clock) return null;
    const parts = /^(\d{1,2}):(\d{2})(?::\d{2})?$/.exec(clock);
    if (!parts || !/^\d{4}-\d{2}-\d{2}$/.test(on))
      throw fieldProblem(problems.invalid, field, "isInstant");
    try {
      return momentAt(on, `${parts[1]!.padStart(2, "0")}:${parts[2]!}`, zone)
        .at;
    } catch (error) {
      if (error instanceof RangeError)
        throw fieldProblem(problems.invalid, field, "isInstant");
      throw error;
    }
  };
  const on = day(cells.on);
  const untilOn = day(cells.untilOn);
  const learnedOn = day(cells.learnedOn);
  const wording = {
    ja: cells.publicWordingJa ?? "",
    en: cells.publicWordingEn ?? "",
  };
  return {
    occurred: {
      ...(word("precision") !== undefined && { precision: word("precision") }),
      on,
      at: at(on, cells.at, "at"),
      ...(untilOn !== "" && {
        untilOn,
        untilAt: at(untilOn, cells.untilAt, "untilAt"),
      }),
    },
    ...(cells.learnedOn !== undefined && {
      learned:
        learnedOn === ""
          ? null
          : {
              on: learnedOn,
              at: at(learnedOn, cells.learnedAt, "learnedAt"),
            },
    }),
    text: cells.text ?? "",
    ...(word("type") !== undefined && { type: word("type") }),
    ...(word("category") !== undefined && { category: word("category") }),
    ...(word("visibility") !== undefined && { visibility: word("visibility") }),
    ...((cells.publicWordingJa !== undefined ||
      cells.publicWordingEn !== undefined) && {
      publicWording:
        wording.ja.trim() === "" && wording.en.trim() === "" ? null : wording,
    }),
    ...(cells.counselBasis !== undefined && {
      counselBasis:
        cells.counselBasis.trim() === "" ? null : cells.counselBasis,
    }),
  };
}

/** The same value however a spreadsheet wrote it: `2016/8/18` is `2016-08-18`, `9:05` is `09:05`, CRLF is LF. */
function canonical(column: TimelineFileColumn, text: string): string {
  const plain = text.replace(/\r\n?/g, "\n").trim();
  if (/on$/i.test(column) && column !== "precision") {
    const parts = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(
      plain.normalize("NFKC"),
    );
    return parts
      ? `${parts[1]}-${parts[2]!.padStart(2, "0")}-${parts[3]!.padStart(2, "0")}`
      : plain;
  }
  if (/at$/i.test(column)) {
    const parts = /^(\d{1,2}):(\d{2})(:00)?$/.exec(plain.normalize("NFKC"));
    return parts ? `${parts[1]!.padStart(2, "0")}:${parts[2]!}` : plain;
  }
  const kind = column as keyof typeof closedSets;
  if (kind in closedSets)
    return (
      closedSets[kind].find(
        (w) =>
          w === plain ||
          fileWord("ja", kind, w) === plain ||
          fileWord("en", kind, w) === plain,
      ) ?? plain
    );
  return plain;
}

function words(language: Language, key: string): string {
  return ruleMessages[language][key] ?? key;
}

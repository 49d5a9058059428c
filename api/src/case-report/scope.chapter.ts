import {
  incidentMessages,
  inLanguage,
  momentOn,
  partnerMessages,
  scopeMessages,
  scopeUnits,
  type Exposure,
  type GivenFigure,
  type GivenList,
  type ImportBatch,
  type MemberBase,
  type PinnedExposure,
  type ScopeCounts,
  type ScopeRun,
  type Site,
} from "@keii/shared";
import {
  memberBaseList,
  memberBasesOf,
  toMemberBase,
  type MemberBaseRow,
} from "../customers/member-bases.queries.js";
import {
  siteList,
  sitesOf,
  toSite,
  type SiteRow,
} from "../customers/sites.queries.js";
import {
  exposureList,
  exposuresOf,
  toExposure,
  type ExposureRow,
} from "../exposures/exposures.queries.js";
import {
  givenListList,
  givenListsOf,
  toGivenList,
  type GivenListRow,
} from "../exposures/given-lists.queries.js";
import {
  batchesOf,
  batchList,
  toBatch,
  type ImportBatchRow,
} from "../imports/imports.queries.js";
import type { Source } from "../platform/database/sql.js";
import { wholeList, type ListRules } from "../platform/http/list.js";
import type { Paper } from "../platform/paper/paper.js";
import {
  countsOf,
  scopeRunList,
  scopeRunsOf,
  toScopeCount,
  toScopeRun,
  type ScopeCountRow,
  type ScopeRunRow,
} from "../scope/scope-runs.queries.js";
import {
  givenFigureList,
  givenFiguresOf,
  toGivenFigure,
  type GivenFigureRow,
} from "../scope/given-figures.queries.js";
import {
  instantText,
  joined,
  momentText,
  wordsOf,
  type Chapter,
  type Reading,
} from "./chapter.js";

/** By which paths data leaked, and how many customers that concerns, out of which files. Nobody is named. */
export const scope: Chapter = async (paper, reading) => {
  const { actor, content, incident } = reading;
  if (content === "public" || !actor.held.has("scope.figures")) return;
  const all = async <R, T>(
    rules: ListRules,
    source: Source,
    read: (row: R) => T,
  ): Promise<T[]> =>
    (
      await reading.database.query<R>(
        wholeList(rules, source),
        source.parameters,
      )
    ).map(read);
  const words = wordsOf(reading);
  paper.heading(words("scope"));
  if (actor.held.has("scope.read")) {
    const sites = await all(siteList, sitesOf(incident.id), (row: SiteRow) =>
      toSite(row),
    );
    const bases = await all(
      memberBaseList,
      memberBasesOf(incident.id),
      (row: MemberBaseRow) => toMemberBase(row),
    );
    const lists = await all(
      givenListList,
      givenListsOf(incident.id),
      (row: GivenListRow) => toGivenList(row),
    );
    const exposures = await all(
      exposureList,
      exposuresOf(incident.id),
      (row: ExposureRow) => toExposure(row),
    );
    if (exposures.length === 0)
      paper.paragraph(words("none"), { isFaint: true });
    for (const exposure of exposures)
      tellExposure(paper, exposure, { sites, bases, lists }, reading);
    for (const list of lists) tellList(paper, list, bases, reading);
    if (sites.length > 0) tellSites(paper, sites, reading);
    if (bases.length > 0) tellBases(paper, bases, reading);
    const batches = await all(
      batchList,
      batchesOf(incident.id),
      (row: ImportBatchRow) => toBatch(row),
    );
    for (const batch of batches) tellBatch(paper, batch, reading);
  }
  const runs = await all(
    scopeRunList,
    scopeRunsOf(incident.id),
    (row: ScopeRunRow) => toScopeRun(row),
  );
  for (const run of runs) tellRun(paper, run, reading);
  const official = runs.find(({ state }) => state === "frozen") ?? runs[0];
  if (official) await tellCounts(paper, official, reading);
  const figures = await all(
    givenFigureList,
    givenFiguresOf(incident.id),
    (row: GivenFigureRow) => toGivenFigure(row),
  );
  if (figures.length > 0) tellGiven(paper, figures, reading);
};

interface Named {
  sites: readonly Site[];
  bases: readonly MemberBase[];
  lists: readonly GivenList[];
}

function tellExposure(
  paper: Paper,
  exposure: Exposure,
  { sites, bases, lists }: Named,
  reading: Reading,
): void {
  const words = wordsOf(reading);
  const day = (on: string | null, at: string | null): string | null =>
    at === null
      ? on && momentText(momentOn(on), reading)
      : instantText(at, reading);
  const among = <T extends { id: string }>(
    all: readonly T[],
    ids: readonly string[],
    name: (one: T) => string,
  ): string => named(ids, (id) => all.find((one) => one.id === id), name);
  const why = exposure.withdrawalReason;
  paper.subheading(
    `${words("exposure", { no: exposure.no })} ${exposure.name}`,
  );
  paper.entries([
    [words("vector"), exposure.vector],
    [
      words("status"),
      joined([
        word(reading, `exposures.state.${exposure.state}`),
        why === null ? null : words("withdrawn", { reason: why }),
      ]),
    ],
    [words("chooses"), word(reading, `exposures.subject.${exposure.subject}`)],
    [
      words("window"),
      `${day(exposure.fromOn, exposure.fromAt) ?? words("open")} – ${
        day(exposure.untilOn, exposure.untilAt) ?? words("open")
      }`,
    ],
    [words("zone"), exposure.zone],
    [
      words("bases"),
      among(bases, exposure.memberBaseIds, ({ code }) => code) || words("all"),
    ],
    [
      words("sites"),
      among(sites, exposure.siteIds, ({ name }) =>
        inLanguage(name, reading.language),
      ) || words("all"),
    ],
    [
      words("methods"),
      exposure.methods.map((one) => methodName(one, reading)).join(", ") ||
        words("all"),
    ],
    [
      words("purchaseStatuses"),
      exposure.statuses
        .map((one) => word(reading, `imports.status.${one}`))
        .join(", "),
    ],
    [
      words("givenList"),
      lists.find(({ id }) => id === exposure.givenListId)?.name ?? "",
    ],
    [
      words("dataItems"),
      exposure.dataItems
        .map(
          (item) =>
            incidentMessages[reading.language][`incidents.dataItems.${item}`] ??
            item,
        )
        .join(", "),
    ],
  ]);
}

function tellList(
  paper: Paper,
  list: GivenList,
  bases: readonly MemberBase[],
  reading: Reading,
): void {
  const words = wordsOf(reading);
  paper.subheading(`${words("givenList")} ${list.no} ${list.name}`);
  paper.entries([
    [words("givenBy"), inLanguage(list.giver.officialName, reading.language)],
    [words("receivedOn"), momentText(momentOn(list.receivedOn), reading)],
    [words("keys"), word(reading, `givenLists.kind.${list.kind}`)],
    [
      words("base"),
      bases.find(({ id }) => id === list.memberBaseId)?.code ?? "",
    ],
    [words("items"), String(list.items)],
    [words("file"), joined([list.fileName, list.sha256])],
    [
      words("taken"),
      list.withdrawalReason === null
        ? ""
        : words("withdrawn", { reason: list.withdrawalReason }),
    ],
  ]);
}

function tellSites(
  paper: Paper,
  sites: readonly Site[],
  reading: Reading,
): void {
  const words = wordsOf(reading);
  paper.subheading(words("sites"));
  paper.table(
    [
      { heading: words("code"), share: 1 },
      { heading: words("name"), share: 2 },
      { heading: words("address"), share: 2 },
      { heading: words("standing"), share: 2 },
    ],
    sites.map((site) => [
      site.code,
      inLanguage(site.name, reading.language),
      site.url,
      joined([
        words(site.isOpen ? "siteOpen" : "siteClosed"),
        words(site.isListed ? "siteListed" : "siteUnlisted"),
        site.notListedReason,
      ]),
    ]),
  );
}

function tellBases(
  paper: Paper,
  bases: readonly MemberBase[],
  reading: Reading,
): void {
  const words = wordsOf(reading);
  paper.subheading(words("bases"));
  paper.table(
    [
      { heading: words("code"), share: 1 },
      { heading: words("name"), share: 2 },
      { heading: words("customers"), share: 1 },
    ],
    bases.map((base) => [
      base.code,
      inLanguage(base.name, reading.language),
      String(base.customers),
    ]),
  );
}

function tellBatch(paper: Paper, batch: ImportBatch, reading: Reading): void {
  const words = wordsOf(reading);
  const at = (instant: string | null) =>
    instant === null ? "" : instantText(instant, reading);
  paper.subheading(`${words("batch", { no: batch.no })} ${batch.fileName}`);
  paper.entries([
    [
      words("kind"),
      joined([
        word(reading, `imports.kind.${batch.kind}`),
        batch.memberBase.code,
        batch.isDryRun ? words("dryRun") : "",
      ]),
    ],
    [words("status"), word(reading, `imports.state.${batch.state}`)],
    [
      words("file"),
      joined([
        words("bytes", { size: batch.size }),
        batch.encoding,
        batch.sha256,
      ]),
    ],
    [
      words("rows"),
      words("rowsTold", {
        rows: batch.rows,
        fresh: batch.newRows,
        changed: batch.changedRows,
        same: batch.sameRows,
        rejected: batch.rejectedRows,
      }),
    ],
    [
      words("problem"),
      batch.outcome === null
        ? ""
        : word(reading, `imports.problem.${batch.outcome.problem}`),
    ],
    [words("readBetween"), joined([at(batch.startedAt), at(batch.finishedAt)])],
    [
      words("undone"),
      joined([at(batch.undoneAt), batch.undoneBy?.name, batch.undoReason]),
    ],
  ]);
}

function tellRun(paper: Paper, run: ScopeRun, reading: Reading): void {
  const words = wordsOf(reading);
  const { figures } = run;
  paper.subheading(words("scopeRun", { no: run.no }));
  paper.entries([
    [
      words("status"),
      joined([
        word(reading, `scope.state.${run.state}`),
        run.isFreezeAsked ? words("freezeAsked") : "",
        run.problem,
      ]),
    ],
    [
      words("finished"),
      run.finishedAt === null ? "" : instantText(run.finishedAt, reading),
    ],
    [words("newestBatch"), String(run.batchNo)],
    [
      word(reading, "scope.verdict.affected"),
      figures === null ? "" : counted(figures.affected, reading),
    ],
    [
      word(reading, "scope.verdict.unlisted"),
      figures === null ? "" : counted(figures.unlisted, reading),
    ],
    [
      word(reading, "scope.verdict.not_affected"),
      figures === null
        ? ""
        : `${figures.notAffected.accounts} ${word(reading, "scope.unit.accounts")}`,
    ],
    [
      words("unknownCustomers"),
      figures === null ? "" : String(figures.unknownCustomers),
    ],
    [
      words("frozen"),
      run.frozenAt === null
        ? ""
        : joined([instantText(run.frozenAt, reading), run.freezeReason]),
    ],
    [words("saw"), run.exposures.map(shortly).join("; ")],
  ]);
}

async function tellCounts(
  paper: Paper,
  run: ScopeRun,
  reading: Reading,
): Promise<void> {
  const words = wordsOf(reading);
  const rows = await reading.database.query<ScopeCountRow>(countsOf, [
    reading.incident.id,
    run.no,
    ["exposure", "site", "month", "data_item", "combination"],
  ]);
  if (rows.length === 0) return;
  paper.subheading(words("counts", { no: run.no }));
  paper.table(
    [
      { heading: words("by"), share: 1 },
      { heading: words("name"), share: 2 },
      ...scopeUnits.map((unit) => ({
        heading: word(reading, `scope.unit.${unit}`),
        share: 1,
      })),
    ],
    rows
      .map((row) => toScopeCount(row, run.exposures))
      .map((count) => [
        word(reading, `scope.facet.${count.facet}`),
        inLanguage(count.label, reading.language),
        ...scopeUnits.map((unit) => String(count[unit])),
      ]),
  );
}

function tellGiven(
  paper: Paper,
  figures: readonly GivenFigure[],
  reading: Reading,
): void {
  const words = wordsOf(reading);
  paper.subheading(words("givenFigures"));
  for (const figure of figures)
    paper.beside(
      `${figure.count} ${word(reading, `scope.unit.${figure.unit}`)}`,
      [
        [
          joined([
            inLanguage(figure.giver.officialName, reading.language),
            momentText(momentOn(figure.receivedOn), reading),
            figure.exposureNo === null
              ? null
              : words("exposure", { no: figure.exposureNo }),
          ]),
          { isStruck: figure.withdrawalReason !== null },
        ],
        [figure.source, {}],
        [
          figure.withdrawalReason === null
            ? ""
            : words("withdrawn", { reason: figure.withdrawalReason }),
          {},
        ],
      ],
    );
}

function shortly({ no, name }: PinnedExposure): string {
  return `${no} ${name}`;
}

function counted(counts: ScopeCounts, reading: Reading): string {
  return scopeUnits
    .map((unit) => `${counts[unit]} ${word(reading, `scope.unit.${unit}`)}`)
    .join(", ");
}

function named<T>(
  ids: readonly string[],
  find: (id: string) => T | undefined,
  name: (one: T) => string,
): string {
  return ids
    .flatMap((id) => find(id) ?? [])
    .map(name)
    .join(", ");
}

function word({ language }: Reading, key: string): string {
  return scopeMessages[language][key] ?? key;
}

function methodName(method: string, { language }: Reading): string {
  return partnerMessages[language][`paymentStops.method.${method}`] ?? method;
}

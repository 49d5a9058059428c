import { Box, Button, GlobalStyles } from "@mui/material";
import { useNotify, useTranslate } from "react-admin";
import { useEffect, useState } from "react";
import { createPortal } from "react-dom";
import {
  dayOf,
  formatMoment,
  inLanguage,
  timeOf,
  type Moment,
  type TimelineEvent,
} from "@keii/shared";
import { useIncident, useZone } from "../app/Incident.js";
import { useLanguage } from "../app/i18n.js";
import { DayText, MomentText } from "../app/MomentText.js";
import { useTellRefusal } from "../app/saving.js";
import { useSignedInUser } from "../app/session.js";
import { isLasting } from "../app/picture-scale.js";
import { EntryText } from "./EntryText.js";
import {
  largestPage,
  useTimelineCalls,
} from "../timeline-rows/timeline-calls.js";
import {
  isFiltered,
  type TimelineQuery,
} from "../timeline-rows/timeline-query.js";
import { useFilterWords } from "./use-filter-words.js";

/** More than this is a file, not a print-out. */
const mostPrinted = 5000;

/** Prints all rows under the present filter, not only those on the screen. */
export function TimelinePrint({ query }: { query: TimelineQuery }) {
  const translate = useTranslate();
  const notify = useNotify();
  const tellRefusal = useTellRefusal();
  const calls = useTimelineCalls();
  const [isBusy, setIsBusy] = useState(false);
  const [printed, setPrinted] = useState<TimelineEvent[] | null>(null);
  const gather = async () => {
    setIsBusy(true);
    try {
      const rows: TimelineEvent[] = [];
      let cursor: string | null = null;
      do {
        const page = await calls.page(query, cursor, largestPage);
        rows.push(...page.rows);
        cursor = page.next;
      } while (cursor !== null && rows.length < mostPrinted);
      if (cursor !== null)
        notify("timeline.print.tooMany", {
          type: "warning",
          messageArgs: { smart_count: mostPrinted },
        });
      else setPrinted(rows);
    } catch (error) {
      tellRefusal(error);
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <>
      <Button color="inherit" disabled={isBusy} onClick={() => void gather()}>
        {translate("timeline.print.print")}
      </Button>
      {printed &&
        createPortal(
          <PrintOut
            query={query}
            rows={printed}
            onDone={() => setPrinted(null)}
          />,
          document.body,
        )}
    </>
  );
}

interface PrintOutProps {
  query: TimelineQuery;
  rows: readonly TimelineEvent[];
  onDone: () => void;
}

function PrintOut({ query, rows, onDone }: PrintOutProps) {
  const translate = useTranslate();
  useEffect(() => {
    window.addEventListener("afterprint", onDone);
    window.print();
    return () => window.removeEventListener("afterprint", onDone);
  }, [onDone]);
  return (
    <Box className="timeline-print">
      <GlobalStyles styles={printStyle} />
      <PrintHead query={query} rows={rows} />
      <table>
        <thead>
          <tr>
            {printedColumns.map((column) => (
              <th key={column}>{translate(`timeline.column.${column}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((entry, index) => (
            <PrintedRow
              key={entry.id}
              entry={entry}
              hasDay={rows[index - 1]?.occurred.on !== entry.occurred.on}
            />
          ))}
        </tbody>
      </table>
    </Box>
  );
}

const printedColumns = [
  "no",
  "on",
  "at",
  "type",
  "category",
  "text",
  "visibility",
] as const;

/** The incident, what was chosen, who printed it and when. */
function PrintHead({ query, rows }: Pick<PrintOutProps, "query" | "rows">) {
  const translate = useTranslate();
  const incident = useIncident();
  const language = useLanguage();
  const user = useSignedInUser();
  const words = useFilterWords();
  const [now] = useState(() => new Date().toISOString());
  const { field, order } = query.sort;
  const printed: Moment = {
    precision: "minute",
    on: dayOf(now, incident.zone),
    at: now,
    untilOn: null,
    untilAt: null,
  };
  const count = rows.length;
  const hasInternal = rows.some((entry) => entry.visibility !== "public");
  return (
    <header>
      <h1>
        {incident.code} {inLanguage(incident.title, language)}{" "}
        {translate("timeline.title")}
      </h1>
      <p>
        {translate("timeline.print.by", { name: user?.name ?? "" })}{" "}
        {formatMoment(printed, { zone: incident.zone, language })} (
        {incident.zone})・
        {translate("timeline.count", {
          smart_count: count,
          count: count.toLocaleString("en"),
        })}
      </p>
      <p>
        {isFiltered(query.filter)
          ? translate("timeline.print.filter", { filter: words(query.filter) })
          : translate("timeline.print.noFilter")}
        {"・"}
        {translate(`timeline.sort.${field}.${order}`)}
      </p>
      {hasInternal && <p>{translate("timeline.print.notice")}</p>}
    </header>
  );
}

function PrintedRow(props: { entry: TimelineEvent; hasDay: boolean }) {
  const { entry, hasDay } = props;
  const translate = useTranslate();
  const zone = useZone();
  const { occurred, learned } = entry;
  const isWhole =
    occurred.precision === "minute" || occurred.precision === "day";
  return (
    <tr className={entry.visibility}>
      <td>{entry.no}</td>
      <td>{hasDay && <DayText on={occurred.on} />}</td>
      <td>
        {occurred.at ? timeOf(occurred.at, zone) : isWhole ? "――――" : ""}
        {!isWhole &&
          ` ${translate(`timeline.precision.${occurred.precision}`)}`}
      </td>
      <td>{translate(`timeline.type.${entry.type}`)}</td>
      <td>{translate(`timeline.category.${entry.category}`)}</td>
      <td>
        <EntryText entry={entry} />
        {isLasting(occurred) && (
          <div>
            <MomentText moment={occurred} />
          </div>
        )}
        {learned && learned.on !== occurred.on && (
          <div>
            {translate("timeline.learned")} <DayText on={learned.on} />
          </div>
        )}
        {entry.correctionCount > 0 && (
          <div>
            {translate("timeline.corrected", {
              smart_count: entry.correctionCount,
            })}
          </div>
        )}
      </td>
      <td>{translate(`timeline.visibility.${entry.visibility}`)}</td>
    </tr>
  );
}

const printStyle = {
  "@media screen": { ".timeline-print": { display: "none" } },
  "@media print": {
    "@page": { size: "A4", margin: "14mm" },
    "html, body": { background: "#fff !important" },
    "body > *:not(.timeline-print)": { display: "none !important" },
    ".timeline-print": {
      color: "#000",
      background: "#fff",
      fontSize: "9.5pt",
      lineHeight: 1.45,
    },
    ".timeline-print h1": { fontSize: "13pt", margin: "0 0 2mm" },
    ".timeline-print p": { margin: "0 0 1mm" },
    ".timeline-print table": {
      borderCollapse: "collapse",
      width: "100%",
      marginTop: "3mm",
    },
    ".timeline-print thead": { display: "table-header-group" },
    ".timeline-print tr": { breakInside: "avoid" },
    ".timeline-print th, .timeline-print td": {
      border: "0.3mm solid #000",
      padding: "1mm 1.5mm",
      textAlign: "left",
      verticalAlign: "top",
      whiteSpace: "nowrap",
      width: "1%",
    },
    ".timeline-print td:nth-of-type(6)": {
      width: "auto",
      whiteSpace: "pre-line",
      overflowWrap: "anywhere",
    },
    ".timeline-print tr.internal td:last-child, .timeline-print tr.counsel td:last-child":
      { fontWeight: 700, borderLeftWidth: "1.2mm" },
    ".timeline-print .unseen": { display: "none" },
  },
} as const;

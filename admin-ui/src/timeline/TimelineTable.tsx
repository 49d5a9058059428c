import { Box } from "@mui/material";
import { useTranslate } from "react-admin";
import {
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type ReactNode,
} from "react";
import type { AttachedFile, TimelineEvent } from "@keii/shared";
import { useAttachedFiles } from "../app/AttachedFiles.js";
import { DayText } from "../app/MomentText.js";
import { TimelineRow, type RowActs } from "./TimelineRow.js";
import type { TimelineColumn } from "./TimelineColumns.js";
import { timelineTableStyle } from "./timeline-table-style.js";
import {
  dayGroups,
  placeAfterMove,
  rowsOf,
  type Page,
  type TimelineOrder,
  type TimelinePages,
} from "../timeline-rows/timeline-pages.js";

interface TimelineTableProps {
  list: TimelinePages;
  /** Days stand in the gutter only where the rows are in the order of their days. */
  isByDay: boolean;
  order: TimelineOrder;
  columns: readonly TimelineColumn[];
  selectedId: string | null;
  isFresh: (id: string) => boolean;
  mayWrite: boolean;
  acts: RowActs;
  /** A line to be filled in, standing behind an entry in time. */
  insertion: { afterId: string; line: ReactNode } | null;
}

const usualRow = 40;

/** The rows, page by page; pages far from what is seen keep their place but not their rows. */
export function TimelineTable(props: TimelineTableProps) {
  const { list, columns, mayWrite } = props;
  const translate = useTranslate();
  const shown = columns.filter((column) => column !== "source");
  const width = 4 + shown.length + (mayWrite ? 1 : 0);
  const rows = rowsOf(list);
  return (
    <Box
      component="table"
      role="table"
      aria-label={translate("timeline.rows")}
      className={props.order}
      sx={timelineTableStyle}
    >
      <thead role="rowgroup">
        <tr role="row">
          <Head label="timeline.column.on" className="day" />
          {columns.includes("no") && <Head label="timeline.column.no" />}
          <Head label="timeline.column.at" className="time" />
          <Head label="timeline.column.type" className="sign" isUnseen />
          <Head label="timeline.column.text" className="text" />
          {shown
            .filter((column) => column !== "no")
            .map((column) => (
              <Head
                key={column}
                label={`timeline.column.${column}`}
                className={column}
              />
            ))}
          {mayWrite && <Head label="timeline.column.acts" isUnseen />}
        </tr>
      </thead>
      {list.pages.map((page, index) => (
        <PageRows
          key={page.cursor ?? "first"}
          {...props}
          page={page}
          before={list.pages[index - 1]?.rows.at(-1)}
          all={rows}
          width={width}
          isFirst={index === 0}
        />
      ))}
    </Box>
  );
}

function Head(props: {
  label: string;
  className?: string;
  isUnseen?: boolean;
}) {
  const translate = useTranslate();
  return (
    <th role="columnheader" scope="col" className={props.className}>
      <span className={props.isUnseen ? "unseen" : undefined}>
        {translate(props.label)}
      </span>
    </th>
  );
}

interface PageRowsProps extends TimelineTableProps {
  page: Page;
  before: TimelineEvent | undefined;
  all: readonly TimelineEvent[];
  width: number;
  isFirst: boolean;
}

function PageRows(props: PageRowsProps) {
  const { page, before, selectedId, insertion, width, isFirst } = props;
  const body = useRef<HTMLTableSectionElement>(null);
  const isNear = useIsNear(body, isFirst);
  const height = useRef(page.rows.length * usualRow);
  const files = useAttachedFiles(
    "timeline",
    isNear ? page.rows.map((row) => row.id) : [],
  );
  const holds = (id: string | null | undefined) =>
    page.rows.some((row) => row.id === id);
  const isDrawn = isNear || holds(selectedId) || holds(insertion?.afterId);
  useLayoutEffect(() => {
    if (isDrawn && body.current && body.current.offsetHeight > 0)
      height.current = body.current.offsetHeight;
  });
  if (!isDrawn)
    return (
      <tbody ref={body} role="rowgroup" className="far" aria-hidden="true">
        <tr>
          <td colSpan={width} style={{ height: height.current }} />
        </tr>
      </tbody>
    );
  return (
    <tbody ref={body} role="rowgroup">
      {dayGroups(page.rows, before).map((group) =>
        group.rows.map((entry, index) => (
          <RowWithInsertion
            key={entry.id}
            {...props}
            entry={entry}
            files={files.get(entry.id)}
            day={{
              on: group.on,
              isFirst: index === 0,
              isContinued: group.isContinued,
              span: group.rows.length,
              hasInsertion: group.rows.some(
                (row) => row.id === insertion?.afterId,
              ),
            }}
          />
        )),
      )}
    </tbody>
  );
}

interface DayPlace {
  on: string;
  isFirst: boolean;
  isContinued: boolean;
  span: number;
  hasInsertion: boolean;
}

function RowWithInsertion(
  props: PageRowsProps & {
    entry: TimelineEvent;
    files: readonly AttachedFile[] | undefined;
    day: DayPlace;
  },
) {
  const { entry, day, order, all, insertion, isByDay } = props;
  const may = (direction: "up" | "down") =>
    props.mayWrite &&
    isByDay &&
    placeAfterMove(all, entry.id, direction, order) !== null;
  const isHere = insertion?.afterId === entry.id;
  const span = isByDay ? day.span + (day.hasInsertion ? 1 : 0) : 1;
  const hasDay = !isByDay || day.isFirst;
  // Newest first, what comes after an entry in time stands above it: the day then begins with the line to fill in.
  const isAbove = isHere && order === "DESC";
  const line = isHere && (
    <tr role="row" className="insertion">
      {isAbove && hasDay && <DayCell day={day} span={span} />}
      <td role="cell" colSpan={props.width - 1}>
        {insertion.line}
      </td>
    </tr>
  );
  return (
    <>
      {isAbove && line}
      <TimelineRow
        entry={entry}
        dayCell={
          hasDay && !(isAbove && isByDay) ? (
            <DayCell day={day} span={span} />
          ) : undefined
        }
        columns={props.columns}
        files={props.files}
        isSelected={entry.id === props.selectedId}
        isFresh={props.isFresh(entry.id)}
        mayWrite={props.mayWrite}
        canMoveUp={may("up")}
        canMoveDown={may("down")}
        acts={props.acts}
      />
      {isHere && !isAbove && line}
    </>
  );
}

function DayCell({ day, span }: { day: DayPlace; span: number }) {
  const translate = useTranslate();
  return (
    <th role="rowheader" scope="rowgroup" rowSpan={span} className="day">
      <div>
        <DayText on={day.on} />
        {day.isContinued && (
          <span className="continued">{translate("timeline.continued")}</span>
        )}
      </div>
    </th>
  );
}

/** Whether an element is within a few screens of what is seen. Where that cannot be observed, it is. */
function useIsNear(
  element: React.RefObject<Element | null>,
  isNearAtFirst: boolean,
): boolean {
  const [isNear, setIsNear] = useState(
    isNearAtFirst || typeof IntersectionObserver === "undefined",
  );
  useEffect(() => {
    const target = element.current;
    if (!target || typeof IntersectionObserver === "undefined") return;
    const observer = new IntersectionObserver(
      (entries) => setIsNear(entries.at(-1)?.isIntersecting ?? true),
      { rootMargin: "1500px 0px" },
    );
    observer.observe(target);
    return () => observer.disconnect();
    // The element is replaced when a page comes near or goes far.
  }, [element, isNear]);
  return isNear;
}

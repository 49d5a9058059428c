import { memo, type KeyboardEvent, type ReactNode } from "react";
import { Button } from "@mui/material";
import { useCreatePath, useTranslate } from "react-admin";
import { Link } from "react-router";
import { timeOf, type AttachedFile, type TimelineEvent } from "@keii/shared";
import { AttachedFiles } from "../app/AttachedFiles.js";
import { DayText, InstantText, MomentText } from "../app/MomentText.js";
import { useZone } from "../app/Incident.js";
import { EntryText } from "./EntryText.js";
import { isLasting } from "../app/picture-scale.js";
import { MarkSign } from "../timeline-picture/MarkShape.js";
import { RecordLinks } from "./RecordLinks.js";
import type { TimelineColumn } from "./TimelineColumns.js";

/** What can be done from a row; each takes the entry's id. */
export interface RowActs {
  select: (id: string) => void;
  open: (id: string) => void;
  correct: (id: string) => void;
  insertAfter: (id: string) => void;
  move: (id: string, direction: "up" | "down") => void;
}

export interface TimelineRowProps {
  entry: TimelineEvent;
  /** The day in the gutter, on the first row of its day. */
  dayCell?: ReactNode;
  columns: readonly TimelineColumn[];
  files?: readonly AttachedFile[] | undefined;
  isSelected: boolean;
  isFresh: boolean;
  mayWrite: boolean;
  canMoveUp: boolean;
  canMoveDown: boolean;
  acts: RowActs;
}

export const rowId = (id: string) => `timeline-${id}`;

export const TimelineRow = memo(function TimelineRow(props: TimelineRowProps) {
  const { entry, dayCell, columns, isSelected, isFresh, mayWrite, acts } =
    props;
  const translate = useTranslate();
  const createPath = useCreatePath();
  const press = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    if (event.nativeEvent.isComposing) return;
    const act = actOf(event, props);
    if (!act) return;
    event.preventDefault();
    act();
  };
  const shows = (column: TimelineColumn) => columns.includes(column);
  return (
    <tr
      role="row"
      id={rowId(entry.id)}
      data-keii-row
      tabIndex={isSelected ? 0 : -1}
      aria-current={isSelected ? "true" : undefined}
      className={isFresh ? "entry keii-fresh" : "entry"}
      onKeyDown={press}
      onFocus={() => {
        if (!isSelected) acts.select(entry.id);
      }}
      onClick={() => acts.select(entry.id)}
    >
      {dayCell}
      {shows("no") && (
        <td role="cell" className="no">
          {entry.no}
        </td>
      )}
      <td role="cell" className="time">
        <EntryTime entry={entry} />
        {mayWrite && (
          <Button
            className="insert keii-screen-only"
            tabIndex={-1}
            variant="contained"
            onClick={(event) => {
              event.stopPropagation();
              acts.insertAfter(entry.id);
            }}
          >
            {translate("timeline.insertHere")}
          </Button>
        )}
      </td>
      <td role="cell" className="sign">
        <MarkSign
          type={entry.type}
          precision={entry.occurred.precision}
          isCounsel={entry.visibility === "counsel"}
          isRetracted={entry.state === "retracted"}
        />
        <span className="unseen">
          {translate(`timeline.type.${entry.type}`)}
        </span>
      </td>
      <td role="cell" className="text">
        <Link
          to={createPath({
            resource: "timeline",
            type: "show",
            id: entry.id,
          })}
          tabIndex={-1}
          className="open"
        >
          <EntryText entry={entry} />
        </Link>
        <span className="marks">
          <EntryMarks entry={entry} hasSource={shows("source")} />
          {props.files && <AttachedFiles files={props.files} />}
        </span>
      </td>
      {shows("category") && (
        <td role="cell" className="category">
          {translate(`timeline.category.${entry.category}`)}
        </td>
      )}
      {shows("visibility") && (
        <td role="cell" className={`visibility ${entry.visibility}`}>
          {translate(`timeline.visibility.${entry.visibility}`)}
        </td>
      )}
      {shows("recordedBy") && (
        <td role="cell" className="recorded">
          {entry.recordedBy?.name ?? translate("timeline.recordedByProduct")}
        </td>
      )}
      {shows("recordedAt") && (
        <td role="cell" className="recorded">
          <InstantText at={entry.recordedAt} />
        </td>
      )}
      {mayWrite && (
        <td role="cell" className="acts keii-screen-only">
          <RowButtons {...props} />
        </td>
      )}
    </tr>
  );
});

function actOf(event: KeyboardEvent, props: TimelineRowProps) {
  const { entry, mayWrite, acts } = props;
  const { key, altKey, ctrlKey, metaKey } = event;
  if (ctrlKey || metaKey) return null;
  if (altKey) {
    if (!mayWrite) return null;
    if (key === "ArrowUp") return () => acts.move(entry.id, "up");
    if (key === "ArrowDown") return () => acts.move(entry.id, "down");
    return null;
  }
  return key === "Enter" ? () => acts.open(entry.id) : null;
}

/** The time of day where it is known; for the rest what is known instead of it. */
function EntryTime({ entry }: { entry: TimelineEvent }) {
  const zone = useZone();
  const translate = useTranslate();
  const { precision, at } = entry.occurred;
  const time = at ? timeOf(at, zone) : null;
  switch (precision) {
    case "minute":
      return <>{time}</>;
    case "day":
      return (
        <>
          <span aria-hidden="true">――――</span>
          <span className="unseen">{translate("timeline.timeUnknown")}</span>
        </>
      );
    case "about":
    case "planned":
    case "period":
      return (
        <>
          {time} {translate(`timeline.precision.${precision}`)}
        </>
      );
  }
}

/** What is said of an entry besides its text: its period, when it was learned, its source, its corrections. */
function EntryMarks(props: { entry: TimelineEvent; hasSource: boolean }) {
  const { entry, hasSource } = props;
  const translate = useTranslate();
  const { occurred, learned, correctionCount } = entry;
  const isLearnedApart =
    learned !== null &&
    (learned.on !== occurred.on ||
      (learned.at !== null && learned.at !== occurred.at));
  return (
    <>
      {isLasting(occurred) && (
        <span className="mark">
          <MomentText moment={occurred} />
        </span>
      )}
      {isLearnedApart && (
        <span className="mark">
          {translate("timeline.learned")}{" "}
          {learned.at ? (
            <InstantText at={learned.at} />
          ) : (
            <DayText on={learned.on} />
          )}
        </span>
      )}
      {hasSource && <RecordLinks entry={entry} />}
      {correctionCount > 0 && (
        <span className="mark">
          {translate("timeline.corrected", { smart_count: correctionCount })}
        </span>
      )}
    </>
  );
}

function RowButtons(props: TimelineRowProps) {
  const { entry, canMoveUp, canMoveDown, acts } = props;
  const translate = useTranslate();
  if (entry.state === "retracted" || entry.isWithheld) return null;
  return (
    <>
      {canMoveUp && (
        <Button
          tabIndex={-1}
          title={translate("timeline.moveUp")}
          aria-label={translate("timeline.moveUp")}
          onClick={() => acts.move(entry.id, "up")}
        >
          ↑
        </Button>
      )}
      {canMoveDown && (
        <Button
          tabIndex={-1}
          title={translate("timeline.moveDown")}
          aria-label={translate("timeline.moveDown")}
          onClick={() => acts.move(entry.id, "down")}
        >
          ↓
        </Button>
      )}
      <Button
        tabIndex={-1}
        data-keii-edit
        onClick={() => acts.correct(entry.id)}
      >
        {translate("timeline.correct")}
      </Button>
    </>
  );
}

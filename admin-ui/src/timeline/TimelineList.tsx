import {
  Alert,
  Box,
  Button,
  CircularProgress,
  Typography,
} from "@mui/material";
import { useCreatePath, useNotify, useStore, useTranslate } from "react-admin";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { Link, useNavigate } from "react-router";
import type { TimelineEvent } from "@keii/shared";
import { useMay } from "../app/Incident.js";
import { Empty } from "../app/Empty.js";
import { Failure } from "../app/Failure.js";
import { useKey } from "../app/keys.js";
import { useListKeys } from "../app/ListPage.js";
import { useIsFresh } from "../app/live.js";
import { PageTitle } from "../app/PageTitle.js";
import { useKeiiDataProvider, useTellRefusal } from "../app/saving.js";
import { TimelineColumns, useTimelineColumns } from "./TimelineColumns.js";
import { TimelineEntryLine } from "../timeline-entry/TimelineEntryLine.js";
import { TimelineExports } from "./TimelineExports.js";
import { TimelineFilters } from "./TimelineFilters.js";
import { PictureOfRows } from "../timeline-picture/PictureOfRows.js";
import { TimelinePrint } from "./TimelinePrint.js";
import { rowId, type RowActs } from "./TimelineRow.js";
import { TimelineTable } from "./TimelineTable.js";
import { placeAfterMove, rowsOf } from "../timeline-rows/timeline-pages.js";
import {
  isFiltered,
  openedEntry,
  useTimelineQuery,
} from "../timeline-rows/timeline-query.js";
import { useWaitingChanges } from "../timeline-rows/use-waiting-changes.js";
import { useTimelineRows } from "../timeline-rows/use-timeline-rows.js";

/** The course of events: the picture, a line to write on, the rows. */
export function TimelineList() {
  const translate = useTranslate();
  const mayRead = useMay("timeline.read");
  const mayWrite = useMay("timeline.write");
  const [query, setQuery] = useTimelineQuery();
  const [columns] = useTimelineColumns();
  const rows = useTimelineRows(query);
  const { list, error, isLoading, loadMore, loadUntil, takeIn } = rows;
  const [selectedId, setSelectedId] = useState<string | null>(null);
  const [insertAfter, setInsertAfter] = useState<TimelineEvent | null>(null);
  const isFresh = useIsFresh();
  const area = useRef<HTMLDivElement>(null);
  const waiting = useWaitingChanges(rows, area);
  const all = useMemo(() => rowsOf(list), [list]);
  const acts = useRowActs(all, query.sort.order, takeIn, {
    setSelectedId,
    setInsertAfter,
  });
  useListKeys(
    mayWrite
      ? () => document.getElementById("timeline-new")?.focus()
      : undefined,
  );
  useKey(
    "i",
    "timeline.keys.insert",
    () => selectedId && acts.insertAfter(selectedId),
    mayWrite && selectedId !== null,
  );

  const [soughtId, setSoughtId] = useState<string | null>(null);
  const showRow = useCallback(
    async (id: string, place?: number) => {
      setSelectedId(id);
      if (await loadUntil(id, place)) setSoughtId(id);
    },
    [loadUntil],
  );
  useEffect(() => {
    const row = soughtId && document.getElementById(rowId(soughtId));
    if (!row) return;
    row.scrollIntoView({ block: "center" });
    row.focus({ preventScroll: true });
    setSoughtId(null);
  }, [soughtId, list]);
  const [openedId, setOpenedId] = useStore<string | null>(openedEntry, null);
  useEffect(() => {
    if (!openedId) return;
    setOpenedId(null);
    void showRow(openedId);
  }, [openedId, setOpenedId, showRow]);
  const saved = async (entries: TimelineEvent[]) => {
    await takeIn(entries);
    const last = entries.at(-1);
    if (last) setSelectedId(last.id);
  };

  const isEmpty =
    !isLoading && !error && all.length === 0 && !isFiltered(query.filter);
  const isByDay = query.sort.field === "occurred";
  const line = mayWrite && (
    <TimelineEntryLine id="timeline-new" onSaved={saved} />
  );
  return (
    <Box sx={{ "--frame": { xs: "0px", md: "112px" } }}>
      <PageTitle title="timeline.title">
        <ListLinks mayWrite={mayWrite} />
        {!isEmpty && (
          <Box sx={{ display: { xs: "none", sm: "contents" } }}>
            <TimelineColumns />
            <TimelineExports query={query} isEmpty={all.length === 0} />
            <TimelinePrint query={query} />
          </Box>
        )}
      </PageTitle>
      {isEmpty ? (
        <>
          {line}
          <NothingYet mayWrite={mayWrite} />
        </>
      ) : (
        <>
          <PictureOfRows
            revision={rows.revision}
            selectedId={selectedId}
            onSelect={(id, place) => void showRow(id, place)}
          />
          {line}
          <TimelineFilters isPublicOnly={!mayRead}>
            {list.total !== null &&
              translate(list.isTotalCapped ? "app.capped" : "timeline.count", {
                smart_count: list.total,
                count: list.total.toLocaleString("en"),
              })}
          </TimelineFilters>
          {waiting.count > 0 && (
            <WaitingBar count={waiting.count} onShow={waiting.show} />
          )}
          {error !== null && (
            <>
              <Failure error={error} />
              <Button
                color="inherit"
                onClick={() =>
                  void (list.pages.length > 0 ? loadMore() : rows.reload())
                }
              >
                {translate("timeline.retry")}
              </Button>
            </>
          )}
          <Box ref={area}>
            {all.length > 0 && (
              <TimelineTable
                list={list}
                isByDay={isByDay}
                order={query.sort.order}
                columns={columns}
                selectedId={selectedId}
                isFresh={(id) => isFresh("timeline", id)}
                mayWrite={mayWrite}
                acts={acts}
                insertion={
                  insertAfter && {
                    afterId: insertAfter.id,
                    line: (
                      <TimelineEntryLine
                        key={insertAfter.id}
                        behind={insertAfter}
                        onSaved={saved}
                        onClose={() => setInsertAfter(null)}
                      />
                    ),
                  }
                }
              />
            )}
            {!isLoading && all.length === 0 && isFiltered(query.filter) && (
              <NothingFits onClear={() => setQuery({ ...query, filter: {} })} />
            )}
          </Box>
          <More
            isLoading={isLoading}
            hasMore={list.pages.length > 0 && list.pages.at(-1)!.next !== null}
            onMore={loadMore}
          />
        </>
      )}
    </Box>
  );
}

/** What a row offers, tied to the rows as they are. */
function useRowActs(
  all: readonly TimelineEvent[],
  order: "ASC" | "DESC",
  takeIn: (rows: readonly TimelineEvent[]) => Promise<void>,
  set: {
    setSelectedId: (id: string) => void;
    setInsertAfter: (entry: TimelineEvent | null) => void;
  },
): RowActs {
  const { setSelectedId, setInsertAfter } = set;
  const navigate = useNavigate();
  const createPath = useCreatePath();
  const dataProvider = useKeiiDataProvider();
  const tellRefusal = useTellRefusal();
  const notify = useNotify();
  const newest = useRef({ all, order });
  useEffect(() => {
    newest.current = { all, order };
  });
  return useMemo(() => {
    const find = (id: string) => newest.current.all.find((r) => r.id === id);
    const goTo = (type: "show" | "edit", id: string) =>
      void navigate(createPath({ resource: "timeline", type, id }));
    const move = async (id: string, direction: "up" | "down") => {
      const entry = find(id);
      const { all, order } = newest.current;
      const place = placeAfterMove(all, id, direction, order);
      if (!entry || !place) return;
      try {
        const moved = await dataProvider.act<TimelineEvent>("timeline", {
          id,
          verb: "move",
          version: entry.version,
          data: place,
        });
        await takeIn([moved]);
        document.getElementById(rowId(id))?.focus();
        notify("timeline.moved", { type: "info" });
      } catch (error) {
        tellRefusal(error);
      }
    };
    return {
      select: setSelectedId,
      open: (id) => goTo("show", id),
      correct: (id) => goTo("edit", id),
      insertAfter: (id) => setInsertAfter(find(id) ?? null),
      move: (id, direction) => void move(id, direction),
    };
  }, [
    navigate,
    createPath,
    dataProvider,
    tellRefusal,
    notify,
    takeIn,
    setSelectedId,
    setInsertAfter,
  ]);
}

function ListLinks({ mayWrite }: { mayWrite: boolean }) {
  const translate = useTranslate();
  const createPath = useCreatePath();
  const list = createPath({ resource: "timeline", type: "list" });
  const pages = [
    ...(mayWrite ? (["create", "paste", "file"] as const) : []),
    "public" as const,
  ];
  return pages.map((page) => (
    <Button
      key={page}
      component={Link}
      to={`${list}/${page}`}
      color="inherit"
      sx={page === "file" ? { display: { xs: "none", sm: "inline-flex" } } : {}}
    >
      {translate(`timeline.go.${page}`)}
    </Button>
  ));
}

function WaitingBar(props: { count: number; onShow: () => void }) {
  const translate = useTranslate();
  return (
    <Box
      role="status"
      sx={{ position: "sticky", top: "var(--frame, 0px)", zIndex: 3, py: 0.5 }}
    >
      <Alert
        severity="info"
        action={
          <Button onClick={props.onShow}>
            {translate("timeline.waiting.show")}
          </Button>
        }
      >
        {translate("timeline.waiting.count", { smart_count: props.count })}
      </Alert>
    </Box>
  );
}

function NothingYet({ mayWrite }: { mayWrite: boolean }) {
  const translate = useTranslate();
  return (
    <Empty
      title="timeline.empty.title"
      text={mayWrite ? "timeline.empty.text" : "timeline.empty.read"}
      example={mayWrite ? "timeline.empty.example" : undefined}
    >
      {mayWrite && (
        <Button
          variant="contained"
          onClick={() => document.getElementById("timeline-new")?.focus()}
        >
          {translate("timeline.empty.begin")}
        </Button>
      )}
    </Empty>
  );
}

function NothingFits({ onClear }: { onClear: () => void }) {
  const translate = useTranslate();
  return (
    <Box sx={{ py: 3 }}>
      <Typography>{translate("ra.navigation.no_filtered_results")}</Typography>
      <Button variant="outlined" color="inherit" onClick={onClear}>
        {translate("ra.navigation.clear_filters")}
      </Button>
    </Box>
  );
}

/** Loads on when the end comes near, or at the press of a button. */
function More(props: {
  isLoading: boolean;
  hasMore: boolean;
  onMore: () => Promise<void>;
}) {
  const { isLoading, hasMore, onMore } = props;
  const translate = useTranslate();
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const target = end.current;
    if (!target || !hasMore || isLoading) return;
    if (typeof IntersectionObserver === "undefined") return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.at(-1)?.isIntersecting) void onMore();
      },
      { rootMargin: "800px 0px" },
    );
    observer.observe(target);
    return () => observer.disconnect();
  }, [hasMore, isLoading, onMore]);
  return (
    <Box ref={end} className="keii-screen-only" sx={{ py: 2, minHeight: 56 }}>
      {isLoading && (
        <CircularProgress size={20} aria-label={translate("ra.page.loading")} />
      )}
      {!isLoading && hasMore && (
        <Button color="inherit" onClick={() => void onMore()}>
          {translate("timeline.more")}
        </Button>
      )}
    </Box>
  );
}

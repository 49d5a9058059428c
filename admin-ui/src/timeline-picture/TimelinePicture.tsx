import {
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import type { KeyboardEvent } from "react";
import { Box, Typography } from "@mui/material";
import { visuallyHidden } from "@mui/utils";
import { useLocale, useTranslate } from "react-admin";
import {
  formatMoment,
  type Language,
  type TimelinePicture as Picture,
} from "@keii/shared";
import { PictureAxis, axisHeight } from "./PictureAxis.js";
import { PictureLane } from "./PictureLane.js";
import { PictureTools } from "./PictureTools.js";
import {
  layoutDensities,
  layoutPoints,
  neighbour,
  placePoints,
  rowHeight,
  type Mark,
} from "./picture-layout.js";
import {
  day,
  dayAt,
  fitView,
  isLasting,
  spanOf,
  wallOf,
  weekendsIn,
} from "../app/picture-scale.js";
import type { ExposureWindow } from "./exposure-windows.js";
import { usePictureView } from "./use-picture-view.js";

export interface DayRange {
  from?: string;
  to?: string;
}

export interface TimelinePictureProps {
  picture: Picture;
  /** When data may have leaked: shaded behind the lanes. */
  windows?: readonly ExposureWindow[];
  zone: string;
  /** The year a reader takes for granted. */
  year: number;
  /** What the incident's clock says, as an instant. */
  now: string;
  /** The filter picture and list share; the view is fitted anew when it changes. */
  filterKey: string;
  days: DayRange;
  onDays: (days: DayRange) => void;
  selectedId: string | null;
  onSelect: (id: string) => void;
  onHide: () => void;
}

/** The course of events as a picture: categories as lanes over days. It shows the rows of the list below it. */
export function TimelinePicture(props: TimelinePictureProps) {
  const { picture, zone, year, filterKey, days, onDays } = props;
  const { windows = noWindows } = props;
  const { selectedId, onSelect } = props;
  const translate = useTranslate();
  const language: Language = useLocale() === "en" ? "en" : "ja";
  const hintId = useId();
  const frame = useRef<HTMLDivElement>(null);
  const plot = useRef<SVGSVGElement>(null);
  const outerWidth = useWidth(frame);
  const isNarrow = outerWidth < 600;
  const rowBudget = useRowBudget();
  const gutter = language === "ja" ? 64 : isNarrow ? 76 : 92;
  const width = Math.max(160, outerWidth - gutter);

  const now = useMemo(
    () =>
      spanOf(
        {
          precision: "minute",
          on: dayIn(props.now, zone),
          at: props.now,
          untilOn: null,
          untilAt: null,
        },
        zone,
        0,
      ).start,
    [props.now, zone],
  );
  const placed = useMemo(
    () => placePoints(picture.points, zone, now),
    [picture.points, zone, now],
  );
  const fitted = useMemo(() => {
    const spans = placed.length > 0 ? placed : spanOfPicture(picture);
    return fitView(spans, now);
  }, [placed, picture, now]);
  // Windows of exposure reach back for years: at first the days are shown on which something was done.
  const opened = useMemo(() => {
    const done = placed.filter(({ point }) => !isLasting(point.occurred));
    return done.length > 0 ? fitView(done, now) : fitted;
  }, [placed, fitted, now]);
  const { view, zoom, pan, reveal, fit, wasDragged, plotHandlers } =
    usePictureView(plot, opened, fitted, filterKey);
  const layout = useMemo(
    () =>
      picture.points.length > 0 || picture.densities.length === 0
        ? layoutPoints(placed, {
            view,
            width,
            rowBudget: isNarrow ? 14 : rowBudget,
          })
        : layoutDensities(picture.densities, { view, width }),
    [picture, placed, view, width, isNarrow, rowBudget],
  );
  const marks = useMemo(
    () => layout.lanes.flatMap((lane) => lane.marks),
    [layout],
  );

  const [activeId, setActiveId] = useState<string | null>(null);
  const [hoveredId, setHoveredId] = useState<string | null>(null);
  const [hasFocus, setHasFocus] = useState(false);
  const shown =
    marks.find((m) => m.point.id === hoveredId) ??
    (hasFocus ? marks.find((m) => m.point.id === activeId) : undefined);

  useEffect(() => {
    const chosen = placed.find((p) => p.point.id === selectedId);
    if (!chosen) return;
    setActiveId(chosen.point.id);
    reveal((chosen.start + Math.min(chosen.end, chosen.start + day)) / 2);
    // Only when another row is selected: new data must not move what somebody looks at.
  }, [selectedId]);

  const goTo = (mark: Mark | null) => {
    if (!mark) return;
    setActiveId(mark.point.id);
    reveal(mark.start);
  };
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.altKey) return;
    const act = actOf(event);
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  const actOf = (event: KeyboardEvent): (() => void) | null => {
    const { key, shiftKey, ctrlKey, metaKey } = event;
    if (ctrlKey || metaKey) return null;
    const move = (to: Parameters<typeof neighbour>[2]) => () =>
      goTo(neighbour(layout, activeId, to));
    switch (key) {
      case "ArrowLeft":
        return shiftKey ? () => pan(-0.2) : move("left");
      case "ArrowRight":
        return shiftKey ? () => pan(0.2) : move("right");
      case "ArrowUp":
        return move("up");
      case "ArrowDown":
        return move("down");
      case "Home":
        return move("first");
      case "End":
        return move("last");
      case "+":
      case "=":
      case ";":
        return () => zoom(1 / 1.6);
      case "-":
        return () => zoom(1.6);
      case "0":
        return fit;
      case "Enter":
      case " ":
        return activeId ? () => onSelect(activeId) : null;
      default:
        return null;
    }
  };

  const scaleX = (wall: number) =>
    ((wall - view.from) / (view.to - view.from)) * width;
  const format = { zone, language, year };
  const hasRows = picture.count > 0;

  return (
    <Box
      ref={frame}
      className="timeline-picture"
      sx={{ "--paper": (theme) => theme.palette.background.paper }}
    >
      <PictureTools
        onZoom={zoom}
        onPan={pan}
        onFit={fit}
        onHide={props.onHide}
        days={days}
        year={year}
        onDays={onDays}
        shownDays={{ from: dayAt(view.from), to: dayAt(view.to - 1) }}
      />
      <Box sx={{ position: "relative" }}>
        <svg
          width={gutter + width}
          height={layout.height + axisHeight}
          style={{ display: "block", userSelect: "none" }}
          role="presentation"
        >
          <g aria-hidden="true">
            {layout.lanes.map((lane) => (
              <text
                key={lane.category}
                x={gutter - 8}
                y={lane.y + lane.height / 2 + 4}
                textAnchor="end"
                fontSize={12}
                fill="currentColor"
                opacity={lane.count > 0 ? 1 : 0.62}
              >
                {translate(`timeline.category.${lane.category}`)}
              </text>
            ))}
          </g>
          <svg
            ref={plot}
            x={gutter}
            width={width}
            height={layout.height + axisHeight}
            overflow="hidden"
          >
            <g aria-hidden="true">
              {windows.map((window, place) => (
                <WindowShade
                  key={window.no}
                  window={window}
                  view={view}
                  width={width}
                  height={layout.height}
                  place={place}
                />
              ))}
              {weekendsIn(view, width).map((band) => (
                <rect
                  key={band.start}
                  x={scaleX(band.start)}
                  width={scaleX(band.end) - scaleX(band.start)}
                  height={layout.height}
                  fill="currentColor"
                  opacity={0.05}
                />
              ))}
              {layout.lanes.map((lane) => (
                <line
                  key={lane.category}
                  x1={0}
                  x2={width}
                  y1={lane.y + lane.height}
                  y2={lane.y + lane.height}
                  stroke="currentColor"
                  opacity={0.14}
                />
              ))}
            </g>
            <g
              role="listbox"
              tabIndex={hasRows ? 0 : -1}
              aria-label={translate("timeline.picture.name", {
                smart_count: picture.count,
              })}
              aria-describedby={hintId}
              aria-activedescendant={
                shown && hasFocus ? optionId(hintId, shown.point.id) : undefined
              }
              style={{ outline: "none", touchAction: "pan-y" }}
              onKeyDown={press}
              onFocus={() => {
                setHasFocus(true);
                if (!marks.some((m) => m.point.id === activeId))
                  setActiveId(marks[0]?.point.id ?? null);
              }}
              onBlur={() => setHasFocus(false)}
              {...plotHandlers}
            >
              <rect
                width={width}
                height={layout.height}
                fill="transparent"
                stroke={hasFocus ? "currentColor" : "none"}
                strokeWidth={2}
                style={{ cursor: "grab" }}
              />
              {layout.lanes.map((lane) => (
                <PictureLane
                  key={lane.category}
                  lane={lane}
                  format={format}
                  optionId={(id) => optionId(hintId, id)}
                  activeId={hasFocus ? activeId : null}
                  selectedId={selectedId}
                  onHover={setHoveredId}
                  onSelect={(id) => {
                    if (wasDragged()) return;
                    setActiveId(id);
                    onSelect(id);
                  }}
                  onCloser={(span) =>
                    !wasDragged() && zoom(0.4, (span.start + span.end) / 2)
                  }
                  onDays={(from, to) => !wasDragged() && onDays({ from, to })}
                />
              ))}
            </g>
            {now >= view.from && now <= view.to && (
              <g aria-hidden="true">
                <line
                  x1={scaleX(now)}
                  x2={scaleX(now)}
                  y1={0}
                  y2={layout.height}
                  stroke="currentColor"
                  strokeDasharray="5 3"
                />
                <text
                  x={scaleX(now) + (scaleX(now) > width - 50 ? -4 : 4)}
                  y={10}
                  fontSize={10.5}
                  textAnchor={scaleX(now) > width - 50 ? "end" : "start"}
                  fill="currentColor"
                >
                  {translate("timeline.picture.today")}
                </text>
              </g>
            )}
            <PictureAxis
              view={view}
              width={width}
              y={layout.height}
              onDays={(from, to) => onDays({ from, to })}
            />
          </svg>
        </svg>
        {shown && (
          <PictureNote
            mark={shown}
            left={gutter + Math.min(Math.max(shown.x, 0), width)}
            width={gutter + width}
            when={formatMoment(shown.point.occurred, format)}
          />
        )}
      </Box>
      <Typography
        id={hintId}
        variant="caption"
        color="text.secondary"
        component="p"
        sx={hasFocus ? {} : visuallyHidden}
      >
        {translate("timeline.picture.hint")}
      </Typography>
    </Box>
  );
}

const noWindows: readonly ExposureWindow[] = [];

/** The window of an exposure behind the lanes, with its name at the foot. */
function WindowShade({
  window: { start, end, name },
  view,
  width,
  height,
  place,
}: {
  window: ExposureWindow;
  view: { from: number; to: number };
  width: number;
  height: number;
  place: number;
}) {
  const x = (wall: number) =>
    Math.min(
      width,
      Math.max(0, ((wall - view.from) / (view.to - view.from)) * width),
    );
  const left = start === null ? 0 : x(start);
  const right = end === null ? width : x(end);
  if (right <= left) return null;
  return (
    <g>
      <rect
        x={left}
        width={right - left}
        height={height}
        fill="currentColor"
        opacity={0.08}
      />
      {right - left > 60 && (
        <svg x={left} width={right - left} height={height} overflow="hidden">
          <text
            x={4}
            y={height - 5 - (place % 3) * 13}
            fontSize={10.5}
            fill="currentColor"
            opacity={0.75}
          >
            {name}
          </text>
        </svg>
      )}
    </g>
  );
}

/** What stands behind the mark under the pointer or the keyboard. */
function PictureNote(props: {
  mark: Mark;
  left: number;
  width: number;
  when: string;
}) {
  const { mark, left, width, when } = props;
  const { point } = mark;
  const translate = useTranslate();
  const isRight = left > width / 2;
  return (
    <Box
      aria-hidden="true"
      sx={{
        position: "absolute",
        top: mark.y + 12,
        ...(isRight ? { right: width - left } : { left }),
        maxWidth: "min(32rem, 80%)",
        bgcolor: "background.paper",
        color: "text.primary",
        border: 1,
        borderColor: "text.primary",
        px: 1,
        py: 0.5,
        fontSize: 13,
        pointerEvents: "none",
        zIndex: 2,
      }}
    >
      <Box sx={{ fontVariantNumeric: "tabular-nums", fontWeight: 600 }}>
        {when}{" "}
        <Box component="span" sx={{ fontWeight: 400 }}>
          {translate(`timeline.type.${point.type}`)}・
          {translate(`timeline.category.${point.category}`)}・
          {translate(`timeline.visibility.${point.visibility}`)}
        </Box>
      </Box>
      <Box
        sx={
          point.state === "retracted" ? { textDecoration: "line-through" } : {}
        }
      >
        {point.label || translate("timeline.withheld")}
      </Box>
    </Box>
  );
}

function optionId(prefix: string, id: string): string {
  return `${prefix}-${id}`;
}

function dayIn(instant: string, zone: string): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: zone }).format(
    new Date(instant),
  );
}

function spanOfPicture({ firstOn, lastOn }: Picture) {
  return firstOn && lastOn
    ? [{ start: wallOf(firstOn), end: wallOf(lastOn) + day }]
    : [];
}

/** About a third of the window for the lanes: the list below must stay in sight. */
function useRowBudget(): number {
  const [height, setHeight] = useState(window.innerHeight);
  useEffect(() => {
    const measure = () => setHeight(window.innerHeight);
    window.addEventListener("resize", measure);
    return () => window.removeEventListener("resize", measure);
  }, []);
  return Math.min(26, Math.max(12, Math.round((height * 0.3) / rowHeight)));
}

function useWidth(frame: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(960);
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    const measure = () => setWidth(element.clientWidth || 960);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame]);
  return width;
}

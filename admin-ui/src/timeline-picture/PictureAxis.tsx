import { useState } from "react";
import type { KeyboardEvent, PointerEvent } from "react";
import { useLocale, useTranslate } from "react-admin";
import {
  day,
  dayAt,
  ticksIn,
  type Tick,
  type TickUnit,
  type View,
} from "../app/picture-scale.js";
import { textWidth } from "./picture-layout.js";

export const axisHeight = 36;

interface PictureAxisProps {
  view: View;
  width: number;
  y: number;
  /** Called with the first and last day of a stretch somebody drew. */
  onDays: (from: string, to: string) => void;
}

/** The days below the lanes; dragging over them chooses the days to filter by. */
export function PictureAxis({ view, width, y, onDays }: PictureAxisProps) {
  const translate = useTranslate();
  const locale = useLocale();
  const [drawn, setDrawn] = useState<{ from: number; to: number } | null>(null);
  const ticks = ticksIn(view, width);
  const unit = ticks[0]?.unit ?? "day";
  const x = (wall: number) =>
    ((wall - view.from) / (view.to - view.from)) * width;
  const wall = (event: PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    const share = (event.clientX - box.left) / Math.max(1, box.width);
    return view.from + (view.to - view.from) * Math.min(1, Math.max(0, share));
  };
  const finish = () => {
    if (!drawn) return;
    setDrawn(null);
    const [from, to] = [drawn.from, drawn.to].sort((a, b) => a - b) as [
      number,
      number,
    ];
    const isDrag = x(to) - x(from) > 4;
    if (isDrag || x(day) - x(0) > 16) onDays(dayAt(from), dayAt(to));
  };
  const giveUp = (event: KeyboardEvent) => {
    if (event.key === "Escape") setDrawn(null);
  };

  return (
    <g transform={`translate(0 ${y})`} aria-hidden="true" onKeyDown={giveUp}>
      <line x1={0} x2={width} y1={0.5} y2={0.5} stroke="currentColor" />
      {ticks.map((tick) => (
        <g key={tick.at} transform={`translate(${x(tick.at)} 0)`}>
          <line y1={0} y2={tick.isMajor ? 9 : 5} stroke="currentColor" />
          <text x={4} y={14} fontSize={11} fill="currentColor">
            {tickText(tick, locale, view, width)}
          </text>
        </g>
      ))}
      {contexts(ticks, unit, view, locale, x).map((context) => (
        <text
          key={context.x}
          x={context.x + 4}
          y={29}
          fontSize={11}
          fontWeight={600}
          fill="currentColor"
        >
          {context.text}
        </text>
      ))}
      {drawn && (
        <rect
          x={Math.min(x(drawn.from), x(drawn.to))}
          y={-y}
          width={Math.abs(x(drawn.to) - x(drawn.from))}
          height={y + axisHeight}
          fill="currentColor"
          opacity={0.12}
        />
      )}
      <rect
        width={width}
        height={axisHeight}
        fill="transparent"
        style={{ cursor: "col-resize", touchAction: "none" }}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.stopPropagation();
          event.currentTarget.setPointerCapture(event.pointerId);
          setDrawn({ from: wall(event), to: wall(event) });
        }}
        onPointerMove={(event) => {
          if (drawn) setDrawn({ ...drawn, to: wall(event) });
        }}
        onPointerUp={finish}
        onPointerCancel={() => setDrawn(null)}
      >
        <title>{translate("timeline.picture.axis")}</title>
      </rect>
    </g>
  );
}

function tickText(tick: Tick, locale: string, view: View, width: number) {
  const write = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...options }).format(
      tick.at,
    );
  const date = new Date(tick.at);
  switch (tick.unit) {
    case "hour":
      return `${date.getUTCHours()}:00`;
    case "day": {
      const isWide = (day / (view.to - view.from)) * width > 52;
      const ofMonth = String(date.getUTCDate());
      return isWide ? `${ofMonth}(${write({ weekday: "short" })})` : ofMonth;
    }
    case "month":
      return write({ month: "short" });
    case "year":
      return String(date.getUTCFullYear());
  }
}

const contextOf: Record<TickUnit, Intl.DateTimeFormatOptions | null> = {
  hour: { year: "numeric", month: "short", day: "numeric", weekday: "short" },
  day: { year: "numeric", month: "short" },
  month: { year: "numeric" },
  year: null,
};

/** The second line: the day of hours, the month of days, the year of months; never one over another. */
function contexts(
  ticks: Tick[],
  unit: TickUnit,
  view: View,
  locale: string,
  x: (wall: number) => number,
) {
  const options = contextOf[unit];
  if (!options) return [];
  const format = new Intl.DateTimeFormat(locale, {
    timeZone: "UTC",
    ...options,
  });
  const majors = ticks
    .filter((tick) => tick.isMajor)
    .map((tick) => ({ x: x(tick.at), text: format.format(tick.at) }));
  const first = { x: -4, text: format.format(view.from) };
  const needed = textWidth(first.text, 11) + 12;
  return majors[0] && majors[0].x < needed ? majors : [first, ...majors];
}

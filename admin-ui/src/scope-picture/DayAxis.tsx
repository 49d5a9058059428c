import { useLanguage } from "../app/i18n.js";
import { dayAt, ticksIn, type Tick, type View } from "../app/picture-scale.js";

export const axisHeight = 34;

/** The days below the bars: months or days, and the year where it begins. */
export function DayAxis({
  view,
  width,
  y,
}: {
  view: View;
  width: number;
  y: number;
}) {
  const language = useLanguage();
  const ticks = ticksIn(view, width, 48).filter(({ unit }) => unit !== "hour");
  const x = (wall: number) =>
    ((wall - view.from) / (view.to - view.from)) * width;
  return (
    <g aria-hidden="true" transform={`translate(0 ${y})`}>
      <line x1={0} x2={width} y1={0.5} y2={0.5} stroke="currentColor" />
      {ticks.map((tick, place) => (
        <g key={tick.at} transform={`translate(${x(tick.at)} 0)`}>
          <line y1={0} y2={tick.isMajor ? 9 : 5} stroke="currentColor" />
          <text x={3} y={14} fontSize={11} fill="currentColor">
            {tickText(tick, language)}
          </text>
          {(place === 0 || startsYear(tick, ticks[place - 1])) &&
            tick.unit !== "year" && (
              <text
                x={3}
                y={28}
                fontSize={11}
                fontWeight={600}
                fill="currentColor"
              >
                {dayAt(tick.at).slice(0, 4)}
              </text>
            )}
        </g>
      ))}
    </g>
  );
}

function startsYear(tick: Tick, before: Tick | undefined): boolean {
  return (
    before !== undefined &&
    dayAt(before.at).slice(0, 4) !== dayAt(tick.at).slice(0, 4)
  );
}

function tickText({ at, unit }: Tick, language: "ja" | "en"): string {
  const on = dayAt(at);
  if (unit === "year") return on.slice(0, 4);
  if (language === "ja")
    return unit === "month"
      ? `${Number(on.slice(5, 7))}月`
      : `${Number(on.slice(5, 7))}/${Number(on.slice(8, 10))}`;
  return new Intl.DateTimeFormat("en-US", {
    timeZone: "UTC",
    month: "short",
    ...(unit === "day" && { day: "numeric" }),
  }).format(at);
}

import { scaleLinear } from "d3-scale";
import { useTranslate } from "ra-core";
import { useState } from "react";
import { numberText } from "../app/use-count-text.js";
import type { View } from "../app/picture-scale.js";
import type { Bar, Series } from "./purchase-bars.js";

/** Shades of one ink, the largest series darkest. */
export const shades: readonly number[] = [0.92, 0.62, 0.42, 0.27, 0.14];

interface BarChartProps {
  bars: Bar[];
  series: Series[];
  view: View;
  width: number;
  top: number;
  height: number;
  /** What a bar counts, for the axis. */
  unitText: string;
  onHover: (bar: Bar | null) => void;
}

/** The stacked bars and what they are measured by. */
export function BarChart(props: BarChartProps) {
  const { bars, series, view, width, top, height, unitText, onHover } = props;
  const translate = useTranslate();
  const [hovered, setHovered] = useState<number | null>(null);
  const most = bars.reduce((most, { total }) => Math.max(most, total), 1);
  const y = scaleLinear([0, most], [height, 0]).nice(4);
  const x = (wall: number) =>
    ((wall - view.from) / (view.to - view.from)) * width;
  const hover = (bar: Bar | null) => {
    setHovered(bar?.start ?? null);
    onHover(bar);
  };
  const find = (clientX: number, box: DOMRect) => {
    const wall =
      view.from +
      ((clientX - box.left) / Math.max(1, box.width)) * (view.to - view.from);
    hover(bars.find(({ start, end }) => wall >= start && wall < end) ?? null);
  };
  return (
    <g aria-hidden="true" transform={`translate(0 ${top})`}>
      {y
        .ticks(4)
        .filter((tick) => Number.isInteger(tick))
        .map((tick) => (
          <g key={tick} transform={`translate(0 ${y(tick)})`}>
            <line x2={width} stroke="currentColor" opacity={0.14} />
            <text
              x={-6}
              y={4}
              fontSize={11}
              textAnchor="end"
              fill="currentColor"
            >
              {numberText(tick)}
            </text>
          </g>
        ))}
      <text x={-42} y={-9} fontSize={11} fill="currentColor">
        {unitText}
      </text>
      {bars.map((bar) => {
        const left = Math.max(0, x(bar.start));
        const right = Math.min(width, x(bar.end));
        const gap = right - left > 5 ? 1 : 0;
        let below = 0;
        return (
          <g key={bar.start} opacity={hovered === bar.start ? 0.8 : 1}>
            {series.map((key, place) => {
              const count = bar.counts[place] ?? 0;
              if (count === 0) return null;
              const bottom = y(below);
              below += count;
              return (
                <rect
                  key={key ?? ""}
                  x={left}
                  width={Math.max(0.5, right - left - gap)}
                  y={y(below)}
                  height={Math.max(0, bottom - y(below))}
                  fill="currentColor"
                  opacity={shades[place]}
                />
              );
            })}
          </g>
        );
      })}
      {bars.length === 0 && (
        <text
          x={width / 2}
          y={height / 2}
          textAnchor="middle"
          fontSize={13}
          fill="currentColor"
        >
          {translate("scope.picture.noneHere")}
        </text>
      )}
      <rect
        width={width}
        height={height}
        fill="transparent"
        onPointerMove={(event) =>
          find(event.clientX, event.currentTarget.getBoundingClientRect())
        }
        onPointerLeave={() => hover(null)}
      />
    </g>
  );
}

import { Box, Typography } from "@mui/material";
import { useTranslate } from "ra-core";
import { useLayoutEffect, useRef, useState } from "react";
import type { PurchaseDay } from "@keii/shared";
import { useCountText } from "../app/use-count-text.js";
import type { View } from "../app/picture-scale.js";
import { edgeAt, type Edge } from "../exposures/window.js";
import { BarChart } from "./BarChart.js";
import { axisHeight, DayAxis } from "./DayAxis.js";
import { laneHeight, type DrawnWindow } from "./drawn-window.js";
import {
  barsIn,
  unitFor,
  viewAround,
  type Bar,
  type Series,
} from "./purchase-bars.js";
import { useBarDays, useSeriesName, type By } from "./use-bar-words.js";
import { WindowLane } from "./WindowLane.js";

interface PurchasePictureProps {
  days: readonly PurchaseDay[];
  by: By;
  series: Series[];
  /** The series that alone is shown, or undefined for all. */
  only: Series | undefined;
  windows: readonly DrawnWindow[];
  view: View;
  all: View;
  isChangeable: boolean;
  onView: (view: View) => void;
  onEdge: (window: DrawnWindow, edge: Edge, on: string) => void;
  onReset: () => void;
  onKeep: () => void;
}

const chartHeight = 240;

/** Purchases per day, with the windows over them; their edges can be moved. */
export function PurchasePicture(props: PurchasePictureProps) {
  const { days, by, series, only, windows, view, all, isChangeable } = props;
  const { onView, onEdge, onReset, onKeep } = props;
  const translate = useTranslate();
  const frame = useRef<HTMLDivElement>(null);
  const outer = useWidth(frame);
  const gutter = 44;
  const width = Math.max(160, outer - gutter - 12);
  const unit = unitFor(view, width);
  const [hovered, setHovered] = useState<Bar | null>(null);
  const bars = barsIn(
    days,
    { view, unit, series },
    (one) => only === undefined || one === only,
  );
  const top = windows.length * laneHeight + 22;
  const bottom = top + chartHeight;
  return (
    <Box
      ref={frame}
      sx={{
        position: "relative",
        "--paper": (theme) => theme.palette.background.default,
      }}
    >
      <svg
        width={outer}
        height={bottom + axisHeight}
        style={{ display: "block", userSelect: "none" }}
        role="group"
        aria-label={translate("scope.picture.name")}
      >
        <g transform={`translate(${gutter} 0)`}>
          <BarChart
            bars={bars}
            series={series}
            view={view}
            width={width}
            top={top}
            height={chartHeight}
            unitText={translate(`scope.picture.per.${unit}`)}
            onHover={setHovered}
          />
          <g style={{ pointerEvents: "none" }}>
            {windows.map((drawn, place) => (
              <g key={drawn.no} style={{ pointerEvents: "auto" }}>
                <WindowLane
                  drawn={drawn}
                  place={place}
                  view={view}
                  width={width}
                  bottom={bottom}
                  isChangeable={isChangeable}
                  onEdge={(edge, on) => onEdge(drawn, edge, on)}
                  onReset={onReset}
                  onKeep={onKeep}
                  onLook={() =>
                    onView(
                      viewAround(
                        edgeAt(drawn.window, "from"),
                        edgeAt(drawn.window, "until"),
                        all,
                      ),
                    )
                  }
                />
              </g>
            ))}
          </g>
          <DayAxis view={view} width={width} y={bottom} />
        </g>
      </svg>
      {hovered && (
        <BarNote
          bar={hovered}
          by={by}
          series={series}
          unit={unit}
          top={top}
          left={
            gutter + ((hovered.end - view.from) / (view.to - view.from)) * width
          }
          width={outer}
        />
      )}
      {unit !== "day" && (
        <Typography variant="caption" color="textSecondary" component="p">
          {translate(`scope.picture.gathered.${unit}`)}
        </Typography>
      )}
    </Box>
  );
}

/** The counts of the bar under the pointer. */
function BarNote({
  bar,
  by,
  series,
  unit,
  top,
  left,
  width,
}: {
  bar: Bar;
  by: By;
  series: Series[];
  unit: Parameters<ReturnType<typeof useBarDays>>[1];
  top: number;
  left: number;
  width: number;
}) {
  const nameOf = useSeriesName(by);
  const daysOf = useBarDays();
  const countText = useCountText();
  const isRight = left > width / 2;
  return (
    <Box
      aria-hidden="true"
      sx={{
        position: "absolute",
        top,
        ...(isRight ? { right: width - left + 14 } : { left: left + 6 }),
        bgcolor: "background.paper",
        border: 1,
        borderColor: "text.primary",
        px: 1,
        py: 0.5,
        fontSize: 13,
        fontVariantNumeric: "tabular-nums",
        pointerEvents: "none",
        zIndex: 2,
      }}
    >
      <b>{daysOf(bar, unit)}</b> {countText("purchases", bar.total)}
      {series.map((key, place) =>
        bar.counts[place] ? (
          <Box
            key={key ?? ""}
            sx={{ display: "flex", justifyContent: "space-between", gap: 2 }}
          >
            <span>{nameOf(key)}</span>
            <span>{countText("purchases", bar.counts[place])}</span>
          </Box>
        ) : null,
      )}
    </Box>
  );
}

function useWidth(frame: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(820);
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    const measure = () => setWidth(element.clientWidth || 820);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame]);
  return width;
}

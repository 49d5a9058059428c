import { useRef, useState, type KeyboardEvent, type PointerEvent } from "react";
import { dayForEdge, type Edge } from "../exposures/window.js";
import { laneHeight } from "./drawn-window.js";

interface WindowEdgeProps {
  /** Which edge of which window. */
  name: string;
  /** Where it stands, in words. */
  text: string;
  /** Where it stands, as a number of days. */
  day: number;
  edge: Edge;
  x: number;
  y: number;
  /** The wall time at a place of the plot. */
  wallAt: (x: number) => number;
  onStep: (days: number) => void;
  onDay: (on: string) => void;
  onReset: () => void;
  onKeep: () => void;
}

/** How wide the place is that a finger finds. */
const reach = 24;

/** An edge that is dragged, or moved by arrow keys: a day, with shift a week. Escape puts it back, Enter keeps it. */
export function WindowEdge(props: WindowEdgeProps) {
  const { name, text, day, edge, x, y, wallAt } = props;
  const { onStep, onDay, onReset, onKeep } = props;
  const grabbed = useRef<{ clientX: number; x: number } | null>(null);
  const [hasFocus, setHasFocus] = useState(false);
  const press = (event: KeyboardEvent) => {
    const act = actOf(event);
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  const actOf = (event: KeyboardEvent): (() => void) | null => {
    const { key, shiftKey, ctrlKey, metaKey, altKey } = event;
    if (ctrlKey || metaKey || altKey) return null;
    const step = shiftKey ? 7 : 1;
    switch (key) {
      case "ArrowLeft":
      case "ArrowDown":
        return () => onStep(-step);
      case "ArrowRight":
      case "ArrowUp":
        return () => onStep(step);
      case "PageDown":
        return () => onStep(-28);
      case "PageUp":
        return () => onStep(28);
      case "Escape":
        return onReset;
      case "Enter":
        return onKeep;
      default:
        return null;
    }
  };
  const drag = (event: PointerEvent) => {
    const start = grabbed.current;
    if (!start) return;
    onDay(dayForEdge(edge, wallAt(start.x + event.clientX - start.clientX)));
  };
  const middle = y + laneHeight / 2;
  return (
    <g
      role="slider"
      tabIndex={0}
      aria-label={name}
      aria-orientation="horizontal"
      aria-valuenow={day}
      aria-valuemin={0}
      aria-valuemax={99_999}
      aria-valuetext={text}
      style={{ cursor: "ew-resize", outline: "none", touchAction: "none" }}
      onKeyDown={press}
      onFocus={() => setHasFocus(true)}
      onBlur={() => setHasFocus(false)}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.stopPropagation();
        event.currentTarget.setPointerCapture(event.pointerId);
        event.currentTarget.focus();
        grabbed.current = { clientX: event.clientX, x };
      }}
      onPointerMove={drag}
      onPointerUp={() => (grabbed.current = null)}
      onPointerCancel={() => (grabbed.current = null)}
    >
      <rect
        x={x - reach / 2}
        y={y}
        width={reach}
        height={laneHeight}
        fill="transparent"
      />
      <rect
        x={x - 5}
        y={middle - 9}
        width={10}
        height={18}
        rx={2}
        fill="var(--paper)"
        stroke="currentColor"
        strokeWidth={hasFocus ? 3 : 1.5}
      />
      <path
        d={`M${x - 1.5} ${middle - 4}v8M${x + 1.5} ${middle - 4}v8`}
        stroke="currentColor"
      />
    </g>
  );
}

import type { Precision, TimelineType } from "@keii/shared";

interface MarkShapeProps {
  type: TimelineType;
  precision: Precision;
  isCounsel?: boolean;
  isRetracted?: boolean;
  x: number;
  y: number;
}

const outlines: Record<TimelineType, string> = {
  fact: "M-4.5 -4.5H4.5V4.5H-4.5Z",
  decision: "M0 -6.3L6.3 0L0 6.3L-6.3 0Z",
  action: "M0 -5.8L5.8 4.8H-5.8Z",
  communication: "M-5 0A5 5 0 1 1 5 0A5 5 0 1 1 -5 0Z",
};

/**
 * The one sign of an entry, in the picture as in the list: its outline says what it is, its filling how exactly we know
 * when (full: to the minute; empty: to the day; waves: about; bar: a period; arrow: planned).
 */
export function MarkShape(props: MarkShapeProps) {
  const { type, precision, isCounsel, isRetracted, x, y } = props;
  const isSolid = precision === "minute" || precision === "period";
  return (
    <g
      transform={`translate(${x} ${y})`}
      opacity={isRetracted ? 0.55 : 1}
      stroke="currentColor"
      fill="none"
      strokeWidth={1.4}
      strokeLinejoin="round"
    >
      <path
        d={outlines[type]}
        fill={isSolid ? "currentColor" : "var(--paper, #fff)"}
        strokeDasharray={precision === "about" ? "2.4 1.6" : undefined}
      />
      {precision === "about" && (
        <path d="M-10.5 1q1.2 -2.4 2.2 0M8.3 1q1.2 -2.4 2.2 0" />
      )}
      {precision === "planned" && <path d="M-1.4 -2.4L1.4 0.2L-1.4 2.8" />}
      {isCounsel && (
        <path
          d="M-5.5 3L3 -5.5M-3 5.5L5.5 -3"
          stroke={isSolid ? "var(--paper, #fff)" : "currentColor"}
          strokeWidth={1.1}
        />
      )}
      {isRetracted && <path d="M-8 0H8" strokeWidth={1.8} />}
    </g>
  );
}

/** The sign by itself, for rows and legends; words beside it say the same. */
export function MarkSign(props: Omit<MarkShapeProps, "x" | "y">) {
  return (
    <svg width="24" height="16" viewBox="-12 -8 24 16" aria-hidden="true">
      {props.precision === "period" && (
        <path
          d="M0 0H11M11 -3.5V3.5"
          stroke="currentColor"
          strokeWidth={1.6}
          fill="none"
        />
      )}
      <MarkShape {...props} x={0} y={0} />
    </svg>
  );
}

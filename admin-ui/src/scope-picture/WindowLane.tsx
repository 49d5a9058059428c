import { useTranslate } from "ra-core";
import { useLanguage } from "../app/i18n.js";
import { dayText, circled } from "../exposures/exposure-text.js";
import { edgeAt, edgeDay, type Edge } from "../exposures/window.js";
import { dayAt, wallOf, day, type View } from "../app/picture-scale.js";
import { laneHeight, type DrawnWindow } from "./drawn-window.js";
import { WindowEdge } from "./WindowEdge.js";

interface WindowLaneProps {
  drawn: DrawnWindow;
  place: number;
  view: View;
  width: number;
  /** Where the bars end. */
  bottom: number;
  isChangeable: boolean;
  onEdge: (edge: Edge, on: string) => void;
  onReset: () => void;
  onKeep: () => void;
  onLook: () => void;
}

/** One window: its bar in a lane above the purchases, its shade and edges over them. */
export function WindowLane(props: WindowLaneProps) {
  const { drawn, place, view, width, bottom, isChangeable } = props;
  const { onEdge, onReset, onKeep, onLook } = props;
  const translate = useTranslate();
  const language = useLanguage();
  const { no, name, window, draft } = drawn;
  const shown = draft ?? window;
  const x = (wall: number) =>
    ((wall - view.from) / (view.to - view.from)) * width;
  const within = (at: number) => Math.min(width, Math.max(0, at));
  const from = edgeAt(shown, "from");
  const until = edgeAt(shown, "until");
  const left = from === null ? 0 : within(x(from));
  const right = until === null ? width : within(x(until));
  const before = {
    from: edgeAt(window, "from"),
    until: edgeAt(window, "until"),
  };
  const y = place * laneHeight;
  const label = labelAt(`${circled(no)} ${name}`, left, right, width);
  const mayMove = isChangeable && drawn.id !== null;
  return (
    <g>
      <rect
        x={left}
        y={y + laneHeight}
        width={Math.max(0, right - left)}
        height={bottom - y - laneHeight}
        fill="currentColor"
        opacity={draft ? 0.1 : 0.06}
      />
      <g onClick={onLook} style={{ cursor: "zoom-in" }} aria-hidden="true">
        <rect
          x={left}
          y={y + 4}
          width={Math.max(right - left, right > left ? 2 : 0)}
          height={laneHeight - 8}
          fill="currentColor"
          opacity={draft ? 0.34 : 0.2}
        />
        <text
          x={label.x}
          y={y + 17}
          fontSize={12}
          fontWeight={600}
          fill="currentColor"
          textAnchor={label.anchor}
          style={{
            paintOrder: "stroke",
            stroke: "var(--paper)",
            strokeWidth: 3,
          }}
        >
          {circled(no)} {name}
        </text>
      </g>
      {(["from", "until"] as const).map((edge) => {
        const at = edge === "from" ? from : until;
        if (at === null) return null;
        // What is being moved stays at hand at the border; what rests out of sight is not shown.
        if ((at < view.from || at > view.to) && !draft) return null;
        const was = before[edge];
        const on = edgeDay(shown, edge)!;
        return (
          <g key={edge}>
            {draft && was !== null && was !== at && (
              <line
                x1={x(was)}
                x2={x(was)}
                y1={y + 4}
                y2={bottom}
                stroke="currentColor"
                strokeDasharray="2 3"
              />
            )}
            <line
              x1={within(x(at))}
              x2={within(x(at))}
              y1={y + 4}
              y2={bottom}
              stroke="currentColor"
              strokeWidth={draft ? 1.5 : 1}
              strokeDasharray={draft ? undefined : "4 3"}
              opacity={draft ? 1 : 0.6}
            />
            {mayMove && (
              <WindowEdge
                name={translate(`scope.picture.edge.${edge}`, {
                  name: `${circled(no)} ${name}`,
                })}
                text={dayText(on, language)}
                day={Math.round(wallOf(on) / day)}
                edge={edge}
                x={within(x(at))}
                y={y}
                wallAt={(at) =>
                  view.from + (at / width) * (view.to - view.from)
                }
                onStep={(days) => onEdge(edge, dayAt(wallOf(on) + days * day))}
                onDay={(on) => onEdge(edge, on)}
                onReset={onReset}
                onKeep={onKeep}
              />
            )}
          </g>
        );
      })}
    </g>
  );
}

/** The name stands within its window, else beside it on the side with more room. */
function labelAt(text: string, left: number, right: number, width: number) {
  const needed = [...text].length * 12 + 28;
  if (right - left >= needed) return { x: left + 14, anchor: "start" } as const;
  return left > width - right
    ? ({ x: left - 10, anchor: "end" } as const)
    : ({ x: right + 10, anchor: "start" } as const);
}

import { memo } from "react";
import { useTranslate } from "react-admin";
import { formatMoment, type MomentFormat } from "@keii/shared";
import { MarkShape } from "./MarkShape.js";
import {
  textWidth,
  type Bar,
  type Crowd,
  type Lane,
  type Mark,
} from "./picture-layout.js";
import { isLasting, type Span } from "../app/picture-scale.js";

interface PictureLaneProps {
  lane: Lane;
  format: MomentFormat;
  optionId: (id: string) => string;
  activeId: string | null;
  selectedId: string | null;
  onHover: (id: string | null) => void;
  onSelect: (id: string) => void;
  onCloser: (span: Span) => void;
  onDays: (from: string, to: string) => void;
}

export function PictureLane(props: PictureLaneProps) {
  const { lane } = props;
  return (
    <>
      {lane.marks.map((mark) => (
        <PictureMark key={mark.point.id} mark={mark} {...props} />
      ))}
      <g aria-hidden="true" pointerEvents="none">
        {lane.marks.map((mark) => (
          <MarkLabel key={mark.point.id} mark={mark} />
        ))}
      </g>
      {lane.crowds.map((crowd) => (
        <CrowdSign key={`${crowd.x}`} crowd={crowd} onCloser={props.onCloser} />
      ))}
      {lane.bars.map((bar) => (
        <DensityBar key={bar.from} bar={bar} onDays={props.onDays} />
      ))}
    </>
  );
}

function PictureMark(props: PictureLaneProps & { mark: Mark }) {
  const { mark, format, activeId, selectedId } = props;
  const { point, x, y, left, right, label } = mark;
  const { precision, untilOn } = point.occurred;
  const translate = useTranslate();
  const isRetracted = point.state === "retracted";
  const isSpan = right - left > 14;
  const words = [
    formatMoment(point.occurred, format),
    translate(`timeline.type.${point.type}`),
    translate(`timeline.category.${point.category}`),
    translate(`timeline.visibility.${point.visibility}`),
    ...(isRetracted ? [translate("timeline.state.retracted")] : []),
    point.label || translate("timeline.withheld"),
  ];
  return (
    <g
      id={props.optionId(point.id)}
      role="option"
      aria-selected={point.id === selectedId}
      aria-label={words.join(" ")}
      style={{ cursor: "pointer" }}
      onClick={() => props.onSelect(point.id)}
      onPointerEnter={() => props.onHover(point.id)}
      onPointerLeave={() => props.onHover(null)}
    >
      <rect
        x={left - 3}
        y={y - 8}
        width={right - left + 8 + (label ? textWidth(label) : 0)}
        height={16}
        fill="transparent"
      />
      {point.id === activeId && (
        <rect
          x={left - 3}
          y={y - 8}
          width={Math.max(14, right - left + 6)}
          height={16}
          fill="none"
          stroke="currentColor"
          strokeWidth={1.6}
          strokeDasharray="2 2"
        />
      )}
      {point.id === selectedId && (
        <circle
          cx={x}
          cy={y}
          r={9}
          fill="none"
          stroke="currentColor"
          strokeWidth={1.8}
        />
      )}
      {isLasting(point.occurred) ? (
        <path
          d={`M${x} ${y}H${right - 1}${untilOn === null ? `m-5 -4l5 4l-5 4` : `m0 -5v10`}`}
          stroke="currentColor"
          strokeWidth={2}
          strokeDasharray={precision === "planned" ? "5 3" : undefined}
          fill="none"
          opacity={isRetracted ? 0.5 : 1}
        />
      ) : (
        precision !== "minute" &&
        isSpan && (
          <path
            d={`M${left} ${y - 4}v8M${left} ${y}H${right}M${right} ${y - 4}v8`}
            stroke="currentColor"
            strokeDasharray={precision === "day" ? undefined : "3 3"}
            fill="none"
            opacity={0.45}
          />
        )
      )}
      <MarkShape
        type={point.type}
        precision={precision}
        isCounsel={point.visibility === "counsel"}
        isRetracted={isRetracted}
        x={x}
        y={y}
      />
    </g>
  );
}

/** Beside its mark, but outside of it: the mark's name says the whole text, not as much as there was room for. */
function MarkLabel({ mark }: { mark: Mark }) {
  const { label, right, y, point } = mark;
  if (!label) return null;
  const isRetracted = point.state === "retracted";
  return (
    <text
      x={right + 5}
      y={y + 4}
      fontSize={11.5}
      fill="currentColor"
      opacity={isRetracted ? 0.75 : 1}
      textDecoration={isRetracted ? "line-through" : undefined}
    >
      {label}
    </text>
  );
}

const CrowdSign = memo(function CrowdSign(props: {
  crowd: Crowd;
  onCloser: (span: Span) => void;
}) {
  const { crowd, onCloser } = props;
  const translate = useTranslate();
  return (
    <g
      aria-hidden="true"
      style={{ cursor: "zoom-in" }}
      onClick={() => onCloser(crowd)}
    >
      <title>
        {translate("timeline.picture.crowd", { smart_count: crowd.count })}
      </title>
      <rect
        x={crowd.x - 14}
        y={crowd.y - 7.5}
        width={28}
        height={15}
        fill="var(--paper, #fff)"
        stroke="currentColor"
        strokeWidth={0.8}
      />
      <text
        x={crowd.x}
        y={crowd.y + 4}
        fontSize={10.5}
        textAnchor="middle"
        fill="currentColor"
      >
        +{crowd.count}
      </text>
    </g>
  );
});

function DensityBar(props: {
  bar: Bar;
  onDays: (from: string, to: string) => void;
}) {
  const { bar, onDays } = props;
  const translate = useTranslate();
  const words = translate("timeline.picture.density", {
    smart_count: bar.count,
    category: translate(`timeline.category.${bar.category}`),
    from: bar.from,
    to: bar.to,
  });
  return (
    <g
      role="option"
      aria-selected={false}
      aria-label={words}
      style={{ cursor: "pointer" }}
      onClick={() => onDays(bar.from, bar.to)}
    >
      <title>{words}</title>
      <rect
        x={bar.x}
        y={bar.y}
        width={bar.width}
        height={bar.height}
        fill="currentColor"
        opacity={0.72}
      />
    </g>
  );
}

import { useState } from "react";
import { Box, Button, Collapse, Typography } from "@mui/material";
import { useLocale, useTranslate } from "react-admin";
import {
  formatMoment,
  momentOn,
  precisions,
  timelineTypes,
} from "@keii/shared";
import { MarkSign } from "./MarkShape.js";
import type { DayRange } from "./TimelinePicture.js";

interface PictureToolsProps {
  onZoom: (factor: number) => void;
  onPan: (share: number) => void;
  onFit: () => void;
  days: DayRange;
  year: number;
  onDays: (days: DayRange) => void;
  onHide: () => void;
  /** The days the picture shows now. */
  shownDays: { from: string; to: string };
}

/** What the wheel and the drag do, as buttons; the days filtered by, with a way out; the legend. */
export function PictureTools(props: PictureToolsProps) {
  const { onZoom, onPan, onFit, days, onDays, shownDays } = props;
  const translate = useTranslate();
  const [isLegendOpen, setIsLegendOpen] = useState(false);
  const isFiltered = Boolean(days.from ?? days.to);
  return (
    <>
      <Box
        sx={{
          display: "flex",
          flexWrap: "wrap",
          alignItems: "center",
          columnGap: 0.5,
          "& .MuiButton-root": { py: 0.25 },
        }}
        role="toolbar"
        aria-label={translate("timeline.picture.tools")}
      >
        <Tool sign="＋" label="closer" onClick={() => onZoom(1 / 1.6)} />
        <Tool sign="－" label="wider" onClick={() => onZoom(1.6)} />
        <Tool sign="◀" label="earlier" onClick={() => onPan(-0.3)} />
        <Tool sign="▶" label="later" onClick={() => onPan(0.3)} />
        <Tool label="all" onClick={onFit} />
        <Tool label="filterShown" onClick={() => onDays(shownDays)} />
        {isFiltered && <DaysFiltered {...props} />}
        <Box sx={{ flex: 1 }} />
        <Button
          size="small"
          color="inherit"
          aria-expanded={isLegendOpen}
          onClick={() => setIsLegendOpen(!isLegendOpen)}
        >
          {translate("timeline.picture.legend")}
        </Button>
        <Tool label="hide" onClick={props.onHide} />
      </Box>
      <Collapse in={isLegendOpen} unmountOnExit>
        <Legend />
      </Collapse>
    </>
  );
}

/** A sign alone has its words for screen readers and on hover. */
function Tool(props: { sign?: string; label: string; onClick: () => void }) {
  const { sign, label, onClick } = props;
  const translate = useTranslate();
  const words = translate(`timeline.picture.${label}`);
  return (
    <Button
      color="inherit"
      onClick={onClick}
      title={sign && words}
      aria-label={sign && words}
      sx={sign ? { minWidth: 30, px: 0, textDecoration: "none" } : {}}
    >
      {sign ?? words}
    </Button>
  );
}

function DaysFiltered({ days, year, onDays }: PictureToolsProps) {
  const translate = useTranslate();
  const language = useLocale() === "en" ? "en" : "ja";
  const say = (on: string | undefined) =>
    on ? formatMoment(momentOn(on), { zone: "UTC", language, year }) : "";
  return (
    <Button
      size="small"
      variant="outlined"
      color="inherit"
      onClick={() => onDays({})}
    >
      {translate("timeline.picture.clearDays", {
        from: say(days.from),
        to: say(days.to),
      })}
    </Button>
  );
}

function Legend() {
  const translate = useTranslate();
  return (
    <Box sx={{ display: "flex", flexWrap: "wrap", columnGap: 2, mb: 1 }}>
      {timelineTypes.map((type) => (
        <LegendLine key={type}>
          <MarkSign type={type} precision="minute" />
          {translate(`timeline.type.${type}`)}
        </LegendLine>
      ))}
      {precisions.map((precision) => (
        <LegendLine key={precision}>
          <MarkSign type="communication" precision={precision} />
          {translate(`timeline.legend.${precision}`)}
        </LegendLine>
      ))}
      <LegendLine>
        <MarkSign type="communication" precision="day" isCounsel />
        {translate("timeline.visibility.counsel")}
      </LegendLine>
      <LegendLine>
        <MarkSign type="communication" precision="minute" isRetracted />
        {translate("timeline.state.retracted")}
      </LegendLine>
    </Box>
  );
}

function LegendLine({ children }: { children: React.ReactNode }) {
  return (
    <Typography
      variant="body2"
      component="span"
      sx={{ display: "inline-flex", alignItems: "center", gap: 0.5 }}
    >
      {children}
    </Typography>
  );
}

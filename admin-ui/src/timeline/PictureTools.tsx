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
        sx={{ display: "flex", flexWrap: "wrap", gap: 0.5, mb: 0.5 }}
        role="toolbar"
        aria-label={translate("timeline.picture.tools")}
      >
        <Tool onClick={() => onZoom(1 / 1.6)} label="timeline.picture.closer" />
        <Tool onClick={() => onZoom(1.6)} label="timeline.picture.wider" />
        <Tool onClick={() => onPan(-0.3)} label="timeline.picture.earlier" />
        <Tool onClick={() => onPan(0.3)} label="timeline.picture.later" />
        <Tool onClick={onFit} label="timeline.picture.all" />
        <Tool
          onClick={() => onDays(shownDays)}
          label="timeline.picture.filterShown"
        />
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
      </Box>
      <Collapse in={isLegendOpen} unmountOnExit>
        <Legend />
      </Collapse>
    </>
  );
}

function Tool(props: { label: string; onClick: () => void }) {
  const translate = useTranslate();
  return (
    <Button size="small" color="inherit" onClick={props.onClick}>
      {translate(props.label)}
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

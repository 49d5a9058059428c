import { Box, Stack, Typography } from "@mui/material";
import { useTranslate } from "ra-core";
import { useMemo } from "react";
import { useLocation } from "react-router";
import { inLanguage } from "@keii/shared";
import { DueText, TimeLeftText } from "../app/DueText.js";
import { CopyButton } from "../app/CopyButton.js";
import { useLanguage } from "../app/i18n.js";
import { useIncident, useMay } from "../app/Incident.js";
import { MomentText } from "../app/MomentText.js";
import { usePlaces } from "../app/palette.js";
import { usePresence } from "../app/presence.js";
import { Figure } from "./Figure.js";
import { ProgressFigures } from "./ProgressFigures.js";
import { StatusMenu } from "./StatusMenu.js";
import { TabBar } from "./TabBar.js";
import { useProgress } from "./use-progress.js";
import { useTabs } from "./use-tabs.js";

/** Always in sight: which case, how it stands, who leads it, who else is looking; then its figures, then its screens. */
export function Header() {
  const incident = useIncident();
  const language = useLanguage();
  const translate = useTranslate();
  const title = inLanguage(incident.title, language);
  const tabs = useTabs();
  const places = useMemo(
    () =>
      tabs.map(({ path, label }) => ({
        path: `/incidents/${incident.id}/${path}`.replace(/\/$/, ""),
        label: `${incident.code} ${translate(label)}`,
        group: title,
      })),
    [tabs, incident.id, incident.code, title, translate],
  );
  usePlaces(places);
  return (
    <Box
      sx={{
        mt: -2,
        mb: 2,
        mx: { xs: -1.5, md: -3 },
        px: { xs: 1.5, md: 3 },
        pt: 1,
        position: { md: "sticky" },
        top: 0,
        zIndex: 10,
        bgcolor: "background.default",
        borderBottom: 1,
        borderColor: "divider",
      }}
    >
      <Stack
        direction="row"
        sx={{ alignItems: "center", columnGap: 2, flexWrap: "wrap" }}
      >
        <Stack direction="row" sx={{ alignItems: "center", gap: 0.5 }}>
          <Typography
            variant="body2"
            color="textSecondary"
            sx={{ whiteSpace: "nowrap" }}
          >
            {incident.code}
          </Typography>
          <CopyButton text={incident.code} label="workspace.copyCode" />
        </Stack>
        <Typography
          component="p"
          title={title}
          sx={{
            fontWeight: 700,
            fontSize: "1.0625rem",
            flex: "0 1 auto",
            minWidth: 0,
            overflow: "hidden",
            textOverflow: "ellipsis",
            whiteSpace: { sm: "nowrap" },
            maxWidth: { sm: "60ch" },
          }}
        >
          {title}
        </Typography>
        <StatusMenu />
        <Typography
          variant="body2"
          sx={{ minWidth: 0, overflowWrap: "anywhere" }}
        >
          <Box component="span" sx={{ color: "text.secondary" }}>
            {translate("workspace.head")}{" "}
          </Box>
          {incident.headNames.length > 0
            ? incident.headNames.join(translate("app.comma"))
            : translate("app.none")}
        </Typography>
        <Looking />
      </Stack>
      <Figures />
      <ProgressFigures />
      <TabBar />
    </Box>
  );
}

/** Who else has this case open. */
function Looking() {
  const { pathname } = useLocation();
  const { id } = useIncident();
  const translate = useTranslate();
  const here = pathname.slice(`/incidents/${id}/`.length).split("/")[0];
  const others = usePresence(here || "incidents");
  if (others.length === 0) return null;
  const names = others.map(({ name }) => name).join(translate("app.comma"));
  return (
    <Typography variant="body2" color="textSecondary" role="status">
      <span aria-hidden>◉</span> {translate("workspace.looking", { names })}
    </Typography>
  );
}

/** The figures of the case; each opens the list behind it. */
function Figures() {
  const { id, milestones, nextDue, timelineCount } = useIncident();
  const language = useLanguage();
  const translate = useTranslate();
  const mayRead = useMay("milestones.read");
  const mayReadTimeline = useMay("timeline.readPublic");
  const waiting = useProgress()?.approvals?.waitingCount ?? 0;
  const aware =
    milestones.find(({ kind }) => kind === "aware") ?? milestones[0];
  return (
    <Stack
      direction="row"
      component="nav"
      aria-label={translate("workspace.figures")}
      sx={{
        columnGap: 3,
        flexWrap: "wrap",
        alignItems: "baseline",
        py: 0.5,
        fontSize: "0.875rem",
      }}
    >
      {mayRead && aware && (
        <Figure to={`/incidents/${id}/milestones`}>
          {translate(`milestones.kind.${aware.kind}`)}{" "}
          <MomentText moment={aware.occurred} />
          {aware.state === "candidate" &&
            ` (${translate("milestones.state.candidate")})`}
        </Figure>
      )}
      {nextDue && (
        <Figure to={`/incidents/${id}/authorities`} isLong>
          {translate("workspace.nextDue")}{" "}
          {inLanguage(nextDue.recipientName, language)} {gistOf(nextDue.label)}{" "}
          <DueText {...nextDue} /> <TimeLeftText {...nextDue} />
        </Figure>
      )}
      {mayReadTimeline && (
        <Figure to={`/incidents/${id}/timeline`}>
          {translate("workspace.timelineCount", {
            smart_count: timelineCount,
            count: countText(timelineCount),
          })}
        </Figure>
      )}
      {waiting > 0 && (
        <Figure to={`/incidents/${id}/approvals`} isDue>
          {translate("workspace.approvals", { smart_count: waiting })}
        </Figure>
      )}
    </Stack>
  );
}

function gistOf(text: string): string {
  const characters = [...(text.split("\n")[0] ?? "")];
  return characters.length > 24
    ? `${characters.slice(0, 23).join("")}…`
    : characters.join("");
}

/** Lists count to 10,000 and no further. */
function countText(count: number): string {
  return count > 10_000 ? "10,000+" : count.toLocaleString("en-US");
}

import {
  Alert,
  Box,
  Button,
  ToggleButton,
  ToggleButtonGroup,
  Typography,
} from "@mui/material";
import { useQuery } from "@tanstack/react-query";
import { useCreatePath, useTranslate } from "react-admin";
import { useState } from "react";
import { Link } from "react-router";
import {
  formatMoment,
  languages,
  type Language,
  type PublicTimelineEntry,
} from "@keii/shared";
import { Failure } from "../app/Failure.js";
import { useIncident, useMay } from "../app/Incident.js";
import { languageNames, useLanguage } from "../app/i18n.js";
import { PageTitle } from "../app/PageTitle.js";
import { useTimelineCalls } from "../timeline-rows/timeline-calls.js";
import { publicGaps, type PublicGaps } from "./public-gaps.js";

/** The timeline exactly as a reader outside would get it, and how much of it they would not. */
export function TimelinePublic() {
  const translate = useTranslate();
  const createPath = useCreatePath();
  const spoken = useLanguage();
  const [language, setLanguage] = useState<Language>(spoken);
  const { id } = useIncident();
  const calls = useTimelineCalls();
  const { data, error } = useQuery({
    queryKey: ["timeline", "public", id],
    queryFn: () => calls.publicEntries(),
  });
  return (
    <Box sx={{ maxWidth: 760 }}>
      <PageTitle title="timeline.public.title">
        <Button
          component={Link}
          to={createPath({ resource: "timeline", type: "list" })}
          color="inherit"
        >
          {translate("timeline.back")}
        </Button>
        <ToggleButtonGroup
          exclusive
          size="small"
          value={language}
          aria-label={translate("timeline.public.language")}
          onChange={(_, next: Language | null) => next && setLanguage(next)}
        >
          {languages.map((one) => (
            <ToggleButton key={one} value={one} lang={one}>
              {languageNames[one]}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      </PageTitle>
      {error && <Failure error={error} />}
      {data && (
        <>
          <LeftOut entries={data} language={language} />
          <PublicEntries entries={data} language={language} />
        </>
      )}
    </Box>
  );
}

function PublicEntries(props: {
  entries: readonly PublicTimelineEntry[];
  language: Language;
}) {
  const { entries, language } = props;
  const translate = useTranslate();
  const { zone } = useIncident();
  if (entries.length === 0)
    return <Typography>{translate("timeline.public.none")}</Typography>;
  return (
    <Box
      component="dl"
      lang={language}
      sx={{
        fontSize: 18,
        lineHeight: 1.8,
        bgcolor: "#fff",
        color: "#000",
        border: 1,
        borderColor: "divider",
        p: { xs: 2, sm: 4 },
        m: 0,
        "& dt": { fontWeight: 700, mt: 1.5 },
        "& > div:first-of-type dt": { mt: 0 },
        "& dd": { m: 0, whiteSpace: "pre-line" },
      }}
    >
      {entries.map((entry, index) => {
        const when = formatMoment(entry.occurred, { zone, language });
        const before = entries[index - 1];
        const isSame =
          before && formatMoment(before.occurred, { zone, language }) === when;
        return (
          <Box key={entry.no} sx={{ display: "contents" }}>
            {!isSame && <dt>{when}</dt>}
            <dd>{entry.text[language]}</dd>
          </Box>
        );
      })}
    </Box>
  );
}

/** How many entries a reader outside does not get, and why; never what they say. */
function LeftOut(props: {
  entries: readonly PublicTimelineEntry[];
  language: Language;
}) {
  const { entries, language } = props;
  const translate = useTranslate();
  const mayRead = useMay("timeline.read");
  const calls = useTimelineCalls();
  const { id } = useIncident();
  const { data: gaps } = useQuery({
    queryKey: ["timeline", "public-gaps", id],
    queryFn: () => publicGaps(calls),
    enabled: mayRead,
  });
  const untranslated = entries.filter((entry) => !entry.text[language]).length;
  const lines = [
    ...(gaps ? gapLines(gaps) : []),
    ...(untranslated > 0
      ? [["timeline.public.untranslated", untranslated] as const]
      : []),
  ];
  return (
    <Alert severity="info" sx={{ mb: 2 }}>
      <Typography>
        {translate("timeline.public.count", { smart_count: entries.length })}
      </Typography>
      {lines.length > 0 && (
        <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
          {lines.map(([key, count]) => (
            <li key={key}>{translate(key, { smart_count: count })}</li>
          ))}
        </Box>
      )}
    </Alert>
  );
}

function gapLines(gaps: PublicGaps) {
  return (["internal", "counsel", "retracted"] as const)
    .filter((why) => gaps[why] > 0)
    .map((why) => [`timeline.public.${why}`, gaps[why]] as const);
}

import ArrowDownwardIcon from "@mui/icons-material/ArrowDownward";
import ArrowUpwardIcon from "@mui/icons-material/ArrowUpward";
import { Box, IconButton, Stack, Tooltip, Typography } from "@mui/material";
import { useGetList, useTranslate } from "ra-core";
import { useState, type ReactNode } from "react";
import { inLanguage, type RemediationMeasure } from "@keii/shared";
import { Failure } from "../app/Failure.js";
import { useLanguage } from "../app/i18n.js";
import { useMay } from "../app/Incident.js";
import { useAct, useTellRefusal } from "../app/saving.js";
import { Section } from "../app/Section.js";

/** The public wording alone, in the order a report has it: each can be moved up and down. */
export function PublicMeasures() {
  const translate = useTranslate();
  const { data, error } = useGetList<RemediationMeasure>("remediation", {
    pagination: { page: 1, perPage: 200 },
    sort: { field: "place", order: "ASC" },
  });
  if (error) return <Failure error={error} />;
  if (!data) return null;
  const worded = data.filter(
    ({ group, publicWording }) => publicWording !== null && group !== "none",
  );
  const silent = data.filter(
    ({ group, publicWording }) => publicWording === null && group !== "none",
  ).length;
  return (
    <Box sx={{ maxWidth: 860 }}>
      <Typography variant="body2" color="textSecondary" sx={{ mb: 2 }}>
        {translate("remediation.public.explain")}
        {silent > 0 &&
          ` ${translate("remediation.public.silent", { smart_count: silent })}`}
      </Typography>
      {(["done", "planned"] as const).map((group) => (
        <PublicGroup
          key={group}
          title={translate(`remediation.public.${group}`)}
          measures={worded.filter((measure) => measure.group === group)}
        />
      ))}
    </Box>
  );
}

function PublicGroup({
  title,
  measures,
}: {
  title: string;
  measures: RemediationMeasure[];
}) {
  const translate = useTranslate();
  const language = useLanguage();
  const mayWrite = useMay("remediation.write");
  const tellRefusal = useTellRefusal();
  const act = useAct<RemediationMeasure>("remediation", []);
  const [isBusy, setIsBusy] = useState(false);
  const place = async (
    { id, version }: RemediationMeasure,
    behind: RemediationMeasure | undefined,
  ) => {
    setIsBusy(true);
    try {
      const data = { afterMeasureId: behind?.id ?? null };
      await act({ id, verb: "place", version, data });
    } catch (error) {
      tellRefusal(error);
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <Section title={title}>
      {measures.length === 0 && (
        <Typography variant="body2" color="textSecondary">
          {translate("remediation.public.none")}
        </Typography>
      )}
      <Box component="ol" sx={{ m: 0, pl: 3 }}>
        {measures.map((measure, at) => (
          <Box component="li" key={measure.id} sx={{ mb: 0.5 }}>
            <Stack direction="row" sx={{ alignItems: "flex-start", gap: 1 }}>
              <Box
                sx={{
                  flex: 1,
                  minWidth: 0,
                  overflowWrap: "anywhere",
                  whiteSpace: "pre-line",
                }}
              >
                {inLanguage(measure.publicWording, language)}
              </Box>
              {mayWrite && (
                <Box className="keii-screen-only" sx={{ whiteSpace: "nowrap" }}>
                  <Move
                    label={translate("remediation.public.up", {
                      title: measure.title,
                    })}
                    isOff={isBusy || at === 0}
                    onClick={() => place(measure, measures[at - 2])}
                  >
                    <ArrowUpwardIcon fontSize="small" />
                  </Move>
                  <Move
                    label={translate("remediation.public.down", {
                      title: measure.title,
                    })}
                    isOff={isBusy || at === measures.length - 1}
                    onClick={() => place(measure, measures[at + 1])}
                  >
                    <ArrowDownwardIcon fontSize="small" />
                  </Move>
                </Box>
              )}
            </Stack>
          </Box>
        ))}
      </Box>
    </Section>
  );
}

function Move({
  label,
  isOff,
  onClick,
  children,
}: {
  label: string;
  isOff: boolean;
  onClick: () => Promise<void>;
  children: ReactNode;
}) {
  return (
    <Tooltip title={label}>
      <span>
        <IconButton
          size="small"
          aria-label={label}
          disabled={isOff}
          onClick={() => void onClick()}
        >
          {children}
        </IconButton>
      </span>
    </Tooltip>
  );
}

import ExpandMoreIcon from "@mui/icons-material/ExpandMore";
import { Box, Button, Stack, useMediaQuery, type Theme } from "@mui/material";
import { useTranslate } from "ra-core";
import { useId, useState } from "react";
import type { IncidentProgress } from "@keii/shared";
import { useIncident } from "../app/Incident.js";
import { useCountText } from "../app/use-count-text.js";
import { Figure } from "./Figure.js";
import { useProgress } from "./use-progress.js";

interface DomainFigure {
  path: string;
  parts: string[];
  overdueCount?: number;
}

/** How far each domain is, as far as there is anything of it: in one line on a desk, behind a button on a phone. */
export function ProgressFigures() {
  const translate = useTranslate();
  const isWide = useMediaQuery((theme: Theme) => theme.breakpoints.up("md"));
  const [isOpen, setIsOpen] = useState(false);
  const listId = useId();
  const figures = useFigures(useProgress());
  if (figures.length === 0) return null;
  const late = figures.reduce(
    (sum, { overdueCount = 0 }) => sum + overdueCount,
    0,
  );
  return (
    <Box className="keii-screen-only">
      {!isWide && (
        <Button
          size="medium"
          color="inherit"
          sx={{ ml: -1 }}
          aria-expanded={isOpen}
          aria-controls={listId}
          endIcon={
            <ExpandMoreIcon sx={{ rotate: isOpen ? "180deg" : "none" }} />
          }
          onClick={() => setIsOpen(!isOpen)}
        >
          {translate("workspace.progress")}
          <Late count={late} />
        </Button>
      )}
      <Stack
        id={listId}
        direction="row"
        component="nav"
        aria-label={translate("workspace.progress")}
        sx={{
          display: isWide || isOpen ? "flex" : "none",
          columnGap: 3,
          flexWrap: "wrap",
          alignItems: "baseline",
          pb: 0.5,
          fontSize: "0.875rem",
        }}
      >
        {figures.map((figure) => (
          <ProgressFigure key={figure.parts[0]} {...figure} />
        ))}
      </Stack>
    </Box>
  );
}

function ProgressFigure({ path, parts, overdueCount = 0 }: DomainFigure) {
  const { id } = useIncident();
  const translate = useTranslate();
  return (
    <Figure to={`/incidents/${id}/${path}`}>
      {parts.join(translate("workspace.progress.and"))}
      <Late count={overdueCount} />
    </Figure>
  );
}

function Late({ count }: { count: number }) {
  const translate = useTranslate();
  if (count === 0) return null;
  return (
    <Box component="span" sx={{ color: "secondary.main", fontWeight: 700 }}>
      {translate("workspace.progress.and")}
      {translate("workspace.progress.late", { smart_count: count })}
    </Box>
  );
}

/** A domain in which nothing was written yet has no figure. */
function useFigures(progress: IncidentProgress | undefined): DomainFigure[] {
  const translate = useTranslate();
  const countText = useCountText();
  if (!progress) return [];
  const { tasks, forensics, authorities, partners, paymentStops } = progress;
  const { remediation, scope, inquiries } = progress;
  const words = (key: string, values: object) =>
    translate(`workspace.progress.${key}`, values);
  const counted = (key: string, count: number) =>
    count > 0 ? [words(key, { smart_count: count })] : [];
  const figures: (DomainFigure | null | false)[] = [
    tasks &&
      tasks.totalCount > 0 && {
        path: "tasks",
        parts: [
          words("tasks", { done: tasks.doneCount, total: tasks.totalCount }),
        ],
        overdueCount: tasks.overdueCount,
      },
    forensics &&
      (forensics.reached ?? forensics.newestReport) !== null && {
        path: "forensics",
        parts: [
          [
            words("forensics", {}),
            ...(forensics.reached
              ? [translate(`workspace.stage.${forensics.reached}`)]
              : []),
          ].join(" "),
          ...counted("reports", forensics.reportCount),
          ...counted("findings", forensics.openFindingCount),
        ],
      },
    scope !== null &&
      scope.affected !== null && {
        path: "exposures",
        parts: [
          translate(
            `workspace.progress.scope.${scope.isFrozen ? "frozen" : "open"}`,
            {
              count: countText("cards", scope.affected.cards),
              no: scope.runNo,
            },
          ),
        ],
      },
    authorities &&
      authorities.filedCount + authorities.waitingCount > 0 && {
        path: "authorities",
        parts: [
          words("authorities", { filed: authorities.filedCount }),
          ...counted("waiting", authorities.waitingCount),
        ],
        overdueCount: authorities.overdueCount,
      },
    partners &&
      partners.askedCount > 0 && {
        path: "partners",
        parts: [
          words("partners", {
            done: partners.answeredCount,
            total: partners.askedCount,
          }),
        ],
      },
    paymentStops &&
      paymentStops.totalCount > 0 && {
        path: "partners",
        parts: [
          words("paymentStops", {
            done: paymentStops.stoppedCount,
            total: paymentStops.totalCount,
          }),
        ],
      },
    remediation &&
      remediation.totalCount > 0 && {
        path: "remediation",
        parts: [
          words("remediation", {
            done: remediation.doneCount,
            total: remediation.totalCount,
          }),
          ...counted("verified", remediation.verifiedCount),
        ],
        overdueCount: remediation.overdueCount,
      },
    inquiries &&
      inquiries.openCount > 0 && {
        path: "inquiries",
        parts: [
          ...counted("inquiries", inquiries.openCount),
          ...counted("secondaryDamage", inquiries.secondaryDamageCount),
        ],
      },
  ];
  return figures.filter((figure) => figure !== null && figure !== false);
}

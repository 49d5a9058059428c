import { Box } from "@mui/material";
import { useTranslate } from "ra-core";
import { inLanguage, type ForensicEngagement } from "@keii/shared";
import { Fact, Facts } from "../app/Facts.js";
import { useLanguage } from "../app/i18n.js";
import { useMay } from "../app/Incident.js";
import { useIsFresh } from "../app/live.js";
import { DayText } from "../app/MomentText.js";
import { Section } from "../app/Section.js";
import { EngagementActs } from "./EngagementActs.js";
import { EngagementMoments } from "./EngagementMoments.js";
import { useOpened } from "./opened.js";
import { Findings } from "./Findings.js";
import { Ledger } from "./Ledger.js";
import { Reports } from "./Reports.js";
import { WithdrawnNote } from "./Withdrawn.js";

/** One forensic firm at work: what was agreed, how far it is, and what came of it. */
export function Engagement({ engagement }: { engagement: ForensicEngagement }) {
  const language = useLanguage();
  const isFresh = useIsFresh();
  const mayWrite = useMay("forensics.write");
  const { ref, sx, ...opened } = useOpened<HTMLDivElement>(engagement.id);
  const isWithdrawn = engagement.state === "withdrawn";
  return (
    <Box
      ref={ref}
      {...opened}
      className={isFresh("forensics", engagement.id) ? "keii-fresh" : undefined}
      sx={{ ...sx, ...(isWithdrawn && { color: "text.secondary" }) }}
    >
      <Section
        title={inLanguage(engagement.firm.name, language)}
        actions={
          mayWrite && !isWithdrawn && <EngagementActs engagement={engagement} />
        }
      >
        {isWithdrawn && (
          <WithdrawnNote reason={engagement.withdrawalReason ?? ""} />
        )}
        <Box
          sx={{
            display: "grid",
            gridTemplateColumns: {
              xs: "minmax(0, 1fr)",
              md: "minmax(0, 1fr) minmax(0, 1fr)",
            },
            alignItems: "start",
            columnGap: 5,
            rowGap: 2,
            mb: 3,
            ...(isWithdrawn && { textDecoration: "line-through" }),
          }}
        >
          <EngagementFacts engagement={engagement} />
          <EngagementMoments engagement={engagement} />
        </Box>
        <Reports engagement={engagement} />
        <Findings engagement={engagement} />
        <Ledger engagement={engagement} />
      </Section>
    </Box>
  );
}

function EngagementFacts({
  engagement: {
    isPfi,
    scope,
    leadInvestigator,
    independenceCheckedBy,
    independenceCheckedOn,
    requiredBy,
  },
}: {
  engagement: ForensicEngagement;
}) {
  const translate = useTranslate();
  const language = useLanguage();
  const name = (field: string) =>
    translate(`resources.forensics.fields.${field}`);
  const none = translate("app.none");
  return (
    <Facts>
      <Fact name={name("isPfi")}>
        {translate(isPfi ? "forensics.pfi.yes" : "forensics.pfi.no")}
      </Fact>
      <Fact name={name("scope")}>
        <span style={{ whiteSpace: "pre-line" }}>{scope || none}</span>
      </Fact>
      <Fact name={name("leadInvestigator")}>{leadInvestigator || none}</Fact>
      <Fact name={name("independence")}>
        {independenceCheckedOn === null && independenceCheckedBy === "" ? (
          translate("forensics.independence.unchecked")
        ) : (
          <>
            {independenceCheckedOn && <DayText on={independenceCheckedOn} />}{" "}
            {independenceCheckedBy}
          </>
        )}
      </Fact>
      <Fact name={name("requiredBy")}>
        {requiredBy ? inLanguage(requiredBy.name, language) : none}
      </Fact>
    </Facts>
  );
}

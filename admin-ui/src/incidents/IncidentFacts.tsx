import { Button, Typography } from "@mui/material";
import { useTranslate } from "ra-core";
import { Link, useNavigate } from "react-router";
import { DayText, InstantText } from "../app/MomentText.js";
import { Fact, Facts } from "../app/Facts.js";
import { useIncident, useMay } from "../app/Incident.js";
import { useKey } from "../app/keys.js";
import { Section } from "../app/Section.js";

/** What is known of an incident, as read. */
export function IncidentFacts() {
  const incident = useIncident();
  const translate = useTranslate();
  const navigate = useNavigate();
  const mayWrite = useMay("incidents.write");
  const editPath = `/incidents/${incident.id}/edit`;
  useKey("e", "app.keys.edit", () => void navigate(editPath), mayWrite);
  const label = (field: string) =>
    translate(`resources.incidents.fields.${field}`);
  const { severity, dataItems } = incident;
  return (
    <Section
      title={translate("incidents.facts.title")}
      actions={
        mayWrite && (
          <Button component={Link} to={editPath}>
            {translate("ra.action.edit")}
          </Button>
        )
      }
    >
      {incident.summary && (
        <Typography sx={{ whiteSpace: "pre-wrap", mb: 2, maxWidth: 760 }}>
          {incident.summary}
        </Typography>
      )}
      <Facts>
        <Fact name={label("kind")}>
          {translate(`incidents.kind.${incident.kind}`)}
        </Fact>
        <Fact name={label("severity")}>
          <b>{translate(`incidents.severity.${severity}`)}</b>{" "}
          {translate(`incidents.severityMeaning.${severity}`)}
        </Fact>
        <Fact name={label("organisationRole")}>
          {translate(`incidents.organisationRole.${incident.organisationRole}`)}
        </Fact>
        <Fact name={label("dataItems")}>
          {dataItems.length === 0
            ? translate("app.none")
            : dataItems
                .map((item) => translate(`incidents.dataItems.${item}`))
                .join(translate("app.comma"))}
        </Fact>
        <Fact name={label("isCardDataInvolved")}>
          {translate(
            incident.isCardDataInvolved
              ? "incidents.card.yes"
              : "incidents.card.no",
          )}
        </Fact>
        <Fact name={label("lawAsOf")}>
          {incident.lawAsOf ? (
            <DayText on={incident.lawAsOf} />
          ) : (
            translate("incidents.lawAsOf.default")
          )}
        </Fact>
        <Fact name={label("isOnLegalHold")}>
          {translate(
            incident.isOnLegalHold ? "incidents.hold.yes" : "incidents.hold.no",
          )}
        </Fact>
        <Fact name={label("languages")}>
          {incident.languages
            .map((language) => translate(`language.${language}`))
            .join(translate("app.comma"))}
        </Fact>
        <Fact name={label("zone")}>{incident.zone}</Fact>
        <Fact name={label("createdAt")}>
          <InstantText at={incident.createdAt} />
        </Fact>
      </Facts>
    </Section>
  );
}

import { Box, Button, Typography } from "@mui/material";
import { SelectInput, useCreatePath, useTranslate } from "react-admin";
import { useFieldArray, useWatch } from "react-hook-form";
import { Link } from "react-router";
import {
  NewForensicEngagement,
  forensicMomentKinds,
  type ForensicEngagement,
} from "@keii/shared";
import { useChoices } from "../app/choices.js";
import { useStarted } from "../app/from-line.js";
import { useIncident } from "../app/Incident.js";
import { LineChoice } from "../app/LineChoice.js";
import { MomentInput } from "../app/MomentInput.js";
import { RecordCreate } from "../app/RecordCreate.js";
import { EngagementInputs } from "./EngagementInputs.js";
import { Disorders, momentOf } from "./Disorders.js";
import { momentKindIn } from "./moment-kind.js";

type Moments = Partial<NewForensicEngagement["moments"][number]>[];

/** A new engagement, with the moments that are known already. */
export function EngagementCreate() {
  const { id } = useIncident();
  const translate = useTranslate();
  const createPath = useCreatePath();
  const { occurred, timelineEventId, lineText = "" } = useStarted();
  const moments: Moments = occurred
    ? [{ kind: momentKindIn(lineText), occurred, timelineEventId }]
    : [];
  return (
    <RecordCreate<ForensicEngagement>
      contract={NewForensicEngagement}
      title="forensics.add"
      draft={`forensics:${id}:new`}
      actions={
        <Button
          component={Link}
          to={createPath({ resource: "forensics", type: "list" })}
          color="inherit"
        >
          {translate("ra.action.cancel")}
        </Button>
      }
      defaultValues={{
        isPfi: false,
        scope: "",
        leadInvestigator: "",
        independenceCheckedBy: "",
        independenceCheckedOn: null,
        requiredById: null,
        moments,
      }}
    >
      <EngagementInputs />
      <MomentList />
    </RecordCreate>
  );
}

function MomentList() {
  const translate = useTranslate();
  const kinds = useChoices(forensicMomentKinds, "forensics.moment");
  const { fields, append, remove } = useFieldArray<{ moments: Moments }>({
    name: "moments",
  });
  const moments = useWatch<{ moments: Moments }>({ name: "moments" }) as
    Moments | undefined;
  const used = (moments ?? []).map(({ kind }) => kind);
  const next = forensicMomentKinds.find((kind) => !used.includes(kind));
  return (
    <Box
      role="group"
      aria-label={translate("forensics.moments")}
      sx={{ mt: 2 }}
    >
      <Typography variant="h2">{translate("forensics.moments")}</Typography>
      <Typography variant="body2" color="textSecondary">
        {translate("forensics.moments.explain")}
      </Typography>
      {fields.map(({ id }, at) => (
        <Box
          key={id}
          sx={{ borderLeft: 2, borderColor: "divider", pl: 2, my: 2 }}
        >
          <SelectInput
            source={`moments.${at}.kind`}
            label="resources.forensics.fields.momentKind"
            choices={kinds}
          />
          <MomentInput
            source={`moments.${at}.occurred`}
            label={translate("resources.forensics.fields.occurred")}
          />
          <LineChoice
            source={`moments.${at}.timelineEventId`}
            momentSource={`moments.${at}.occurred`}
          />
          <Button color="inherit" size="small" onClick={() => remove(at)}>
            {translate("forensics.moments.remove")}
          </Button>
        </Box>
      ))}
      <Disorders
        moments={(moments ?? []).flatMap(({ kind, occurred }) =>
          kind ? momentOf(kind, occurred) : [],
        )}
      />
      {next && (
        <Button
          variant="outlined"
          size="small"
          sx={{ mt: 1 }}
          onClick={() =>
            append({ kind: next, occurred: { precision: "day", on: "" } })
          }
        >
          {translate("forensics.moments.add")}
        </Button>
      )}
    </Box>
  );
}

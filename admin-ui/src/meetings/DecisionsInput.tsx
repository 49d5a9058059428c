import { Box, Button, Typography } from "@mui/material";
import { SelectInput, TextInput, useTranslate } from "react-admin";
import { useFieldArray } from "react-hook-form";
import { timelineCategories, type NewMeetingDecision } from "@keii/shared";
import { asText, useChoices } from "../app/choices.js";
import { LinesInput } from "../app/LinesInput.js";
import { LineChoice } from "../app/LineChoice.js";

export const newDecision = {
  text: "",
  category: "containment",
  decision: { options: [], advice: "", decidedBy: "", dissent: "" },
  timelineEventId: null,
} satisfies NewMeetingDecision;

/** What was decided: each becomes a line of the timeline. */
export function DecisionsInput() {
  const translate = useTranslate();
  const { fields, append, remove } = useFieldArray<{
    decisions: NewMeetingDecision[];
  }>({ name: "decisions" });
  return (
    <Box
      role="group"
      aria-label={translate("meetings.decisions")}
      sx={{ mt: 2, mb: 1 }}
    >
      <Typography variant="body2" color="textSecondary">
        {translate("meetings.decisions.explain")}
      </Typography>
      {fields.map(({ id }, at) => (
        <Box
          key={id}
          sx={{ borderLeft: 2, borderColor: "divider", pl: 2, my: 2 }}
        >
          <DecisionInputs source={`decisions.${at}`} />
          <Button color="inherit" size="small" onClick={() => remove(at)}>
            {translate("meetings.attendees.remove")}
          </Button>
        </Box>
      ))}
      <Button
        variant="outlined"
        size="small"
        sx={{ mt: 1 }}
        onClick={() => append(newDecision)}
      >
        {translate("meetings.decide.button")}
      </Button>
    </Box>
  );
}

/** The words of a decision, and what else was on the table. */
export function DecisionInputs({ source }: { source?: string }) {
  const categories = useChoices(timelineCategories, "timeline.category");
  const of = (field: string) => (source ? `${source}.${field}` : field);
  const label = (field: string) => `resources.meetings.fields.${field}`;
  return (
    <>
      <TextInput
        source={of("text")}
        label={label("decision")}
        parse={asText}
        multiline
        minRows={2}
        fullWidth
      />
      <SelectInput
        source={of("category")}
        label={label("category")}
        choices={categories}
      />
      <TextInput
        source={of("decision.decidedBy")}
        label={label("decidedBy")}
        parse={asText}
      />
      <LinesInput
        source={of("decision.options")}
        label={label("options")}
        helperText="meetings.optionsHint"
      />
      <TextInput
        source={of("decision.advice")}
        label={label("advice")}
        parse={asText}
        multiline
        fullWidth
      />
      <TextInput
        source={of("decision.dissent")}
        label={label("dissent")}
        parse={asText}
        multiline
        fullWidth
      />
      <LineChoice source={of("timelineEventId")} />
    </>
  );
}

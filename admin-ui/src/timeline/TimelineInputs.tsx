import { Box, Typography } from "@mui/material";
import { SelectInput, TextInput, useTranslate } from "react-admin";
import { useWatch } from "react-hook-form";
import {
  timelineCategories,
  timelineTypes,
  visibilities,
  type TimelineType,
  type Visibility,
} from "@keii/shared";
import { useMay } from "../app/Incident.js";
import { MomentInput } from "../app/MomentInput.js";
import { DecisionInputs } from "./DecisionInputs.js";
import { LearnedInputs } from "./LearnedInputs.js";
import { PublicWordingInputs } from "./PublicWordingInputs.js";

/** All that an entry holds, for a new one and for a correction. */
export function TimelineInputs() {
  const translate = useTranslate();
  const mayReadCounsel = useMay("timeline.readCounsel");
  const type = useWatch<{ type: TimelineType }>({ name: "type" });
  const visibility = useWatch<{ visibility: Visibility }>({
    name: "visibility",
  });
  const choices = <T extends string>(words: string, options: readonly T[]) =>
    options.map((id) => ({ id, name: translate(`${words}.${id}`) }));
  const mayChoose = visibilities.filter(
    (one) => one !== "counsel" || mayReadCounsel || visibility === "counsel",
  );
  return (
    <>
      <MomentInput
        source="occurred"
        label={translate("timeline.field.occurred")}
      />
      <TextInput source="text" multiline minRows={3} isRequired />
      <Box
        sx={{
          display: "grid",
          gridTemplateColumns: { sm: "repeat(3, 1fr)" },
          columnGap: 1.5,
        }}
      >
        <SelectInput
          source="type"
          choices={choices("timeline.type", timelineTypes)}
          translateChoice={false}
        />
        <SelectInput
          source="category"
          choices={choices("timeline.category", timelineCategories)}
          translateChoice={false}
        />
        <SelectInput
          source="visibility"
          choices={choices("timeline.visibility", mayChoose)}
          translateChoice={false}
        />
      </Box>
      {visibility === "counsel" && (
        <TextInput
          source="counselBasis"
          helperText="timeline.counselHint"
          isRequired
        />
      )}
      <LearnedInputs source="learned" />
      <Typography variant="h3" component="h2" sx={{ mt: 2 }}>
        {translate("timeline.field.publicWording")}
      </Typography>
      <PublicWordingInputs source="publicWording" />
      <DecisionInputs source="decision" isDecision={type === "decision"} />
    </>
  );
}

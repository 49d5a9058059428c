import {
  Box,
  FormControl,
  FormControlLabel,
  FormLabel,
  Radio,
  RadioGroup,
} from "@mui/material";
import { useInput, useTranslate } from "react-admin";
import { useId } from "react";
import {
  contrastRatio,
  portalColourNames,
  portalColours,
  type PortalColour,
} from "@keii/shared";

/** The colours to choose from, each as it will look, with its contrast. */
export function ColourInput({ source }: { source: string }) {
  const translate = useTranslate();
  const labelId = useId();
  const { field } = useInput({ source });
  return (
    <FormControl>
      <FormLabel id={labelId}>
        {translate(`resources.organisation.fields.${source}`)}
      </FormLabel>
      <RadioGroup
        aria-labelledby={labelId}
        name={field.name}
        value={(field.value as string | null) ?? ""}
        onBlur={field.onBlur}
        onChange={(_, colour) => field.onChange(colour)}
        sx={{
          display: "grid",
          gridTemplateColumns: { xs: "1fr", sm: "1fr 1fr" },
        }}
      >
        {portalColourNames.map((colour) => (
          <FormControlLabel
            key={colour}
            value={colour}
            control={<Radio size="small" />}
            label={<Sample colour={colour} />}
          />
        ))}
      </RadioGroup>
    </FormControl>
  );
}

function Sample({ colour }: { colour: PortalColour }) {
  const translate = useTranslate();
  const code = portalColours[colour];
  return (
    <Box
      sx={{ display: "flex", alignItems: "center", gap: 1, flexWrap: "wrap" }}
    >
      <Box component="span" sx={{ minWidth: "3.5em" }}>
        {translate(`organisation.colour.${colour}`)}
      </Box>
      <Box
        component="span"
        aria-hidden
        sx={{
          bgcolor: code,
          color: "#ffffff",
          px: 1,
          py: 0.25,
          borderRadius: 0.5,
          typography: "body2",
        }}
      >
        {translate("organisation.colour.sample")}
      </Box>
      <Box
        component="span"
        sx={{ typography: "caption", color: "text.secondary" }}
      >
        {translate("organisation.colour.contrast", {
          ratio: contrastRatio(code, "#ffffff").toFixed(1),
        })}
      </Box>
    </Box>
  );
}

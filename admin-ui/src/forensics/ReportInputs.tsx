import {
  ArrayInput,
  SelectInput,
  SimpleFormIterator,
  TextInput,
  useInput,
  useTranslate,
} from "react-admin";
import { TextField } from "@mui/material";
import { get, useFormState } from "react-hook-form";
import {
  attachmentKinds,
  forensicReportKinds,
  type LearnedInput,
} from "@keii/shared";
import { ValidationError } from "ra-core";
import { asText, useChoices } from "../app/choices.js";
import { FilesInput } from "../app/FilesInput.js";
import { MomentInput } from "../app/MomentInput.js";

/** What a report is and says; `id` where it is there already. */
export function ReportInputs({ id }: { id?: string }) {
  const translate = useTranslate();
  const kinds = useChoices(forensicReportKinds, "forensics.report");
  const label = (field: string) => `resources.forensic_reports.fields.${field}`;
  return (
    <>
      <SelectInput source="kind" label={label("kind")} choices={kinds} />
      <TextInput
        source="edition"
        label={label("edition")}
        helperText="forensics.edition.hint"
      />
      <IssuedInput />
      <MomentInput
        source="occurred"
        label={translate(label("occurred"))}
        kinds={["minute", "day", "about", "planned"]}
      />
      <TextInput
        source="summary"
        label={label("summary")}
        parse={asText}
        multiline
        minRows={2}
        fullWidth
      />
      <TextInput
        source="exposures"
        label={label("exposures")}
        helperText="forensics.exposures.hint"
        parse={asText}
        multiline
        minRows={2}
        fullWidth
      />
      <FilesInput
        {...(id !== undefined && {
          attachedTo: { kind: attachmentKinds.forensicReport, id },
        })}
      />
      <ArrayInput source="changes" label={label("changes")}>
        <SimpleFormIterator inline disableReordering>
          <TextInput
            source="section"
            label={label("section")}
            parse={asText}
            defaultValue=""
          />
          <TextInput source="change" label={label("change")} multiline />
        </SimpleFormIterator>
      </ArrayInput>
    </>
  );
}

/** The day the report itself names. */
function IssuedInput() {
  const translate = useTranslate();
  const { field } = useInput({ source: "issued", defaultValue: null });
  const { errors } = useFormState();
  const issued = field.value as LearnedInput | null;
  const error = get(errors, "issued.on") as { message?: unknown } | undefined;
  const message = typeof error?.message === "string" ? error.message : null;
  return (
    <TextField
      type="date"
      label={translate("resources.forensic_reports.fields.issued")}
      value={issued?.on ?? ""}
      error={message !== null}
      helperText={message && <ValidationError error={message} />}
      sx={{ width: 170 }}
      slotProps={{
        inputLabel: { shrink: true },
        htmlInput: { min: "1900-01-01", max: "2999-12-31" },
      }}
      onChange={({ target: { value } }) =>
        field.onChange(
          value === ""
            ? null
            : {
                on: value,
                at: value === issued?.on ? (issued.at ?? null) : null,
              },
        )
      }
    />
  );
}

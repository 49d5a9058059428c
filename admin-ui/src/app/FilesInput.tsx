import { Autocomplete, Box, TextField } from "@mui/material";
import { useGetList, useInput, useTranslate } from "ra-core";
import { useState } from "react";
import { useFormContext } from "react-hook-form";
import type { Evidence } from "@keii/shared";
import { useAttachedFiles } from "./AttachedFiles.js";
import { FileDrop } from "./FileDrop.js";
import { FilePicker } from "./FilePicker.js";
import { useMay } from "./Incident.js";
import { UploadList } from "./UploadList.js";
import { useKeepFiles } from "./use-attach.js";
import { useUploads } from "./use-uploads.js";

interface FilesInputProps {
  source?: string;
  /** The record that is being edited: its files are those chosen to begin with. */
  attachedTo?: { kind: string; id: string };
}

/** The files of a record: chosen among those of the case, or brought along now. */
export function FilesInput(props: FilesInputProps) {
  return useMay("evidence.read") ? <ReadableFiles {...props} /> : null;
}

function ReadableFiles({
  source = "evidenceIds",
  attachedTo,
}: FilesInputProps) {
  const translate = useTranslate();
  const mayWrite = useMay("evidence.write");
  const attached = useAttachedFiles(
    attachedTo?.kind ?? "",
    attachedTo ? [attachedTo.id] : [],
  ).get(attachedTo?.id ?? "");
  const { getValues } = useFormContext();
  const { field, fieldState, id } = useInput({ source });
  const { data: files = [] } = useGetList<Evidence>("evidence", {
    pagination: { page: 1, perPage: 200 },
    sort: { field: "no", order: "DESC" },
    filter: {},
  });
  const [brought, setBrought] = useState<readonly Evidence[]>([]);
  const uploads = useUploads();
  const keep = useKeepFiles(uploads);
  const present = () =>
    (getValues(source) as string[] | undefined) ??
    (attached ?? [])
      .filter(({ isWithheld }) => !isWithheld)
      .map(({ evidenceId }) => evidenceId);
  const bring = async (chosen: File[]) => {
    uploads.add(chosen);
    const made = await keep();
    setBrought((before) => [...before, ...made]);
    field.onChange([...present(), ...made.map((file) => file.id)]);
  };
  const known = new Map(
    [...files, ...brought]
      .filter(({ isWithheld }) => !isWithheld)
      .map((file) => [file.id, file]),
  );
  const error = fieldState.error?.message;
  return (
    <FileDrop onFiles={(chosen) => void bring(chosen)} isOff={!mayWrite}>
      <Box sx={{ width: "100%", mb: 2 }}>
        <Autocomplete<string, true>
          id={id}
          multiple
          size="small"
          options={[...known.keys()]}
          value={present()}
          onChange={(_, chosen) => field.onChange(chosen)}
          onBlur={field.onBlur}
          getOptionLabel={(one) =>
            translate("app.files.numbered", {
              no: known.get(one)?.no ?? "",
              name: known.get(one)?.name ?? "",
            })
          }
          renderInput={(input) => (
            <TextField
              {...input}
              label={translate("app.files.title")}
              error={error !== undefined}
              helperText={error ?? translate("app.files.hint")}
            />
          )}
          openText={translate("app.files.open")}
          closeText={translate("app.files.close")}
          clearText={translate("ra.action.clear_input_value")}
          noOptionsText={translate("app.files.none")}
        />
        {mayWrite && (
          <FilePicker
            onFiles={(chosen) => void bring(chosen)}
            label="app.files.bring"
            variant="text"
          />
        )}
        <UploadList uploads={uploads} />
      </Box>
    </FileDrop>
  );
}

import { Box, Button, TextField, Typography } from "@mui/material";
import { useTranslate, ValidationError } from "ra-core";
import { useRef, useState } from "react";
import { useController, useFormContext } from "react-hook-form";
import { FileDrop } from "../app/FileDrop.js";
import { numberText } from "../app/use-count-text.js";
import { idsIn, textOf, type GivenIds } from "./given-ids.js";

const none: GivenIds = { ids: [], header: null, repeated: 0 };

/** Ids, pasted or from a file; it says how many it read before anything is sent. */
export function GivenIdsInput() {
  const translate = useTranslate();
  const { setValue } = useFormContext();
  const { field, fieldState } = useController<Record<string, string[]>>({
    name: "ids",
  });
  const chooser = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const [fileName, setFileName] = useState<string | null>(null);
  const [read, setRead] = useState(none);
  const take = (content: string, name: string | null) => {
    const found = idsIn(content);
    setRead(found);
    setFileName(name);
    setText(name === null ? content : "");
    field.onChange(found.ids);
    setValue("fileName", name ?? translate("givenLists.pasted"));
  };
  const choose = async (file: File | undefined) => {
    if (!file) return;
    take(textOf(new Uint8Array(await file.arrayBuffer())), file.name);
  };
  const error = fieldState.error?.message;
  return (
    <FileDrop onFiles={(files) => void choose(files[0])}>
      <TextField
        label={translate("givenLists.ids")}
        value={text}
        onChange={(event) => take(event.target.value, null)}
        multiline
        minRows={4}
        maxRows={12}
        fullWidth
        error={error !== undefined}
        helperText={
          error ? (
            <ValidationError error={error} />
          ) : (
            translate("givenLists.ids.hint")
          )
        }
      />
      <Box sx={{ my: 1 }}>
        <Button
          variant="outlined"
          color="inherit"
          onClick={() => chooser.current?.click()}
        >
          {translate("app.files.choose")}
        </Button>
        <input
          ref={chooser}
          type="file"
          hidden
          accept=".csv,.tsv,.txt,text/plain,text/csv"
          onChange={(event) => {
            void choose(event.target.files?.[0]);
            event.target.value = "";
          }}
        />
        <Typography
          variant="body2"
          component="p"
          role="status"
          sx={{ mt: 0.5, fontVariantNumeric: "tabular-nums" }}
        >
          {read.ids.length > 0 &&
            [
              fileName,
              translate("givenLists.read", {
                count: numberText(read.ids.length),
                smart_count: read.ids.length,
              }),
              read.header !== null &&
                translate("givenLists.header", { header: read.header }),
              read.repeated > 0 &&
                translate("givenLists.repeated", {
                  count: numberText(read.repeated),
                  smart_count: read.repeated,
                }),
              translate("givenLists.first", {
                ids: read.ids.slice(0, 3).join(translate("app.comma")),
              }),
            ]
              .filter(Boolean)
              .join(" ")}
        </Typography>
      </Box>
    </FileDrop>
  );
}

import UploadFileIcon from "@mui/icons-material/UploadFileOutlined";
import { Box, Button, Typography } from "@mui/material";
import { useTranslate } from "ra-core";
import { useRef } from "react";
import { safeFileName } from "@keii/shared";
import { FileDrop } from "../app/FileDrop.js";
import { useSizeText } from "../app/use-size-text.js";

interface FileChoiceProps {
  file: File | null;
  onFile: (file: File) => void;
}

/** One file, dropped here or chosen. */
export function FileChoice({ file, onFile }: FileChoiceProps) {
  const translate = useTranslate();
  const sizeText = useSizeText();
  const input = useRef<HTMLInputElement>(null);
  const take = (files: File[]) => {
    if (files[0]) onFile(files[0]);
  };
  return (
    <FileDrop onFiles={take}>
      <Box
        sx={{
          border: "1px dashed",
          borderColor: "text.secondary",
          borderRadius: 1,
          p: 2,
          mb: 2,
          maxWidth: 640,
        }}
      >
        {file && (
          <Typography sx={{ mb: 1, overflowWrap: "anywhere" }}>
            <b>{safeFileName(file.name)}</b> {sizeText(file.size)}
          </Typography>
        )}
        <Button
          variant={file ? "text" : "outlined"}
          startIcon={<UploadFileIcon />}
          onClick={() => input.current?.click()}
        >
          {translate(file ? "imports.file.other" : "imports.file.choose")}
        </Button>
        <Typography
          variant="body2"
          component="p"
          color="textSecondary"
          sx={{ mt: 1 }}
        >
          {translate("imports.file.hint")}
        </Typography>
        <input
          ref={input}
          type="file"
          accept=".csv,.tsv,.txt,.gz,text/csv,text/tab-separated-values,application/gzip"
          hidden
          aria-label={translate("imports.file.choose")}
          onChange={({ target }) => {
            const chosen = [...(target.files ?? [])];
            // The same file may be chosen again.
            target.value = "";
            take(chosen);
          }}
        />
      </Box>
    </FileDrop>
  );
}

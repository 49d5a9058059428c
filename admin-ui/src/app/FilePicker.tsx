import AttachFileIcon from "@mui/icons-material/AttachFileOutlined";
import PhotoCameraIcon from "@mui/icons-material/PhotoCameraOutlined";
import { Button, useMediaQuery } from "@mui/material";
import { useTranslate } from "ra-core";
import { useRef, type ChangeEvent } from "react";

interface FilePickerProps {
  onFiles: (files: File[]) => void;
  /** Message key. */
  label?: string;
  variant?: "contained" | "outlined" | "text";
  isSingle?: boolean;
}

/** Chooses files, and on a phone takes a photo. */
export function FilePicker({
  onFiles,
  label = "app.files.choose",
  variant = "outlined",
  isSingle = false,
}: FilePickerProps) {
  const translate = useTranslate();
  const files = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const hasFinger = useMediaQuery("(pointer: coarse)");
  const take = (event: ChangeEvent<HTMLInputElement>) => {
    const chosen = [...(event.target.files ?? [])];
    // The same file may be chosen again.
    event.target.value = "";
    if (chosen.length > 0) onFiles(chosen);
  };
  return (
    <>
      <Button
        variant={variant}
        startIcon={<AttachFileIcon />}
        onClick={() => files.current?.click()}
      >
        {translate(label)}
      </Button>
      <input
        ref={files}
        type="file"
        multiple={!isSingle}
        hidden
        aria-label={translate(label)}
        onChange={take}
      />
      {hasFinger && (
        <>
          <Button
            variant={variant}
            startIcon={<PhotoCameraIcon />}
            onClick={() => camera.current?.click()}
          >
            {translate("app.files.photo")}
          </Button>
          <input
            ref={camera}
            type="file"
            accept="image/*"
            capture="environment"
            hidden
            aria-label={translate("app.files.photo")}
            onChange={take}
          />
        </>
      )}
    </>
  );
}

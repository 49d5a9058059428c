import { Box } from "@mui/material";
import {
  useState,
  type ClipboardEvent,
  type DragEvent,
  type ReactNode,
} from "react";

interface FileDropProps {
  onFiles: (files: File[]) => void;
  isOff?: boolean;
  children: ReactNode;
}

/** Takes files that are dragged here, or pasted while something in here has the keyboard. */
export function FileDrop({ onFiles, isOff = false, children }: FileDropProps) {
  const [depth, setDepth] = useState(0);
  if (isOff) return <>{children}</>;
  const isFiles = ({ dataTransfer }: DragEvent) =>
    dataTransfer.types.includes("Files");
  const drop = (event: DragEvent) => {
    if (!isFiles(event)) return;
    event.preventDefault();
    setDepth(0);
    take([...event.dataTransfer.files]);
  };
  const paste = (event: ClipboardEvent) => {
    const files = [...event.clipboardData.files];
    // Copied text may bring a picture of itself along.
    if (files.length === 0 || event.clipboardData.types.includes("text/plain"))
      return;
    event.preventDefault();
    take(files);
  };
  const take = (files: File[]) => {
    if (files.length > 0) onFiles(files);
  };
  return (
    <Box
      onDragEnter={(event) => isFiles(event) && setDepth(depth + 1)}
      onDragLeave={(event) => isFiles(event) && setDepth(depth - 1)}
      onDragOver={(event) => isFiles(event) && event.preventDefault()}
      onDrop={drop}
      onPaste={paste}
      sx={
        depth > 0
          ? { outline: "2px dashed", outlineOffset: 4 }
          : { outlineOffset: 4 }
      }
    >
      {children}
    </Box>
  );
}

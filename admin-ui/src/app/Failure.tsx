import { Alert } from "@mui/material";
import { useTranslate } from "ra-core";
import { refusalText } from "./saving.js";

/** Says why something cannot be shown. */
export function Failure({ error }: { error: unknown }) {
  const translate = useTranslate();
  return (
    <Alert severity="error" role="alert">
      {refusalText(error, translate)}
    </Alert>
  );
}

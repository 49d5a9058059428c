import { Alert } from "@mui/material";
import { useTranslate } from "ra-core";
import { isRefusal } from "./http.js";
import { NotHere, NotOpen } from "./NotOpen.js";
import { PageTitle } from "./PageTitle.js";
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

/** The same in place of a whole page. */
export function FailurePage({ error }: { error: unknown }) {
  const status = isRefusal(error) ? error.status : undefined;
  if (status === 403) return <NotOpen />;
  if (status === 404) return <NotHere />;
  return (
    <>
      <PageTitle title="ra.page.error" />
      <Failure error={error} />
    </>
  );
}

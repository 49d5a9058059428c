import { Alert } from "@mui/material";
import { useTranslate } from "ra-core";
import { isRefusal } from "./http.js";
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
  const translate = useTranslate();
  const isMissing = isRefusal(error) && error.status === 404;
  return (
    <>
      <PageTitle title={isMissing ? "ra.page.not_found" : "ra.page.error"} />
      {isMissing ? (
        translate("ra.message.not_found")
      ) : (
        <Failure error={error} />
      )}
    </>
  );
}

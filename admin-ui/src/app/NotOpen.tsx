import { useTranslate } from "ra-core";
import { PageTitle } from "./PageTitle.js";

/** In place of a page that one may not open. */
export function NotOpen() {
  const translate = useTranslate();
  return (
    <>
      <PageTitle title="ra.page.access_denied" />
      {translate("ra.message.access_denied")}
    </>
  );
}

/** In place of a page that there is not. */
export function NotHere() {
  const translate = useTranslate();
  return (
    <>
      <PageTitle title="ra.page.not_found" />
      {translate("ra.message.not_found")}
    </>
  );
}

import { Box } from "@mui/material";
import { PageTitle } from "../app/PageTitle.js";
import { CalendarAccess } from "./CalendarAccess.js";
import { Looks } from "./Looks.js";
import { PasswordForm } from "./PasswordForm.js";
import { Sessions } from "./Sessions.js";

/** What everybody may set for themselves. */
export function AccountPage() {
  return (
    <>
      <PageTitle title="own.title" />
      <Box
        sx={{
          maxWidth: 760,
          display: "grid",
          gridTemplateColumns: "minmax(0, 1fr)",
          gap: 4,
        }}
      >
        <Looks />
        <PasswordForm />
        <Sessions />
        <CalendarAccess />
      </Box>
    </>
  );
}

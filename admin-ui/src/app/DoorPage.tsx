import { Box, Stack, Typography } from "@mui/material";
import type { ReactNode } from "react";
import { Banners } from "./Banners.js";
import { LanguageSwitch } from "./LanguageSwitch.js";
import { Mark } from "./Mark.js";
import { PageTitle } from "./PageTitle.js";

/** The page of somebody who is not inside yet. */
export function DoorPage({
  title,
  children,
}: {
  title: string;
  children: ReactNode;
}) {
  return (
    <>
      <Banners />
      <Box
        component="main"
        sx={{ maxWidth: 400, mx: "auto", px: 2, pt: { xs: 4, sm: 10 }, pb: 4 }}
      >
        <Stack
          direction="row"
          sx={{ justifyContent: "space-between", alignItems: "center", mb: 4 }}
        >
          <Stack direction="row" sx={{ alignItems: "center", gap: 1 }}>
            <Mark />
            <Typography sx={{ fontWeight: 700, fontSize: "1.125rem" }}>
              Keii 経緯
            </Typography>
          </Stack>
          <LanguageSwitch />
        </Stack>
        <PageTitle title={title} />
        {children}
      </Box>
    </>
  );
}

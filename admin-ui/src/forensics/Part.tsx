import { Box, Link as TextLink, Stack, Typography } from "@mui/material";
import { useCreatePath, useTranslate } from "ra-core";
import { useId, type ReactNode } from "react";
import { Link } from "react-router";

/** A part of an engagement under its own small heading, with the way to its list. */
export function Part({
  title,
  resource,
  actions,
  children,
}: {
  /** Message key. */
  title: string;
  resource: string;
  actions?: ReactNode;
  children: ReactNode;
}) {
  const translate = useTranslate();
  const createPath = useCreatePath();
  const titleId = useId();
  return (
    <Box component="section" aria-labelledby={titleId} sx={{ mb: 3 }}>
      <Stack
        direction="row"
        sx={{ alignItems: "center", gap: 2, flexWrap: "wrap", minHeight: 36 }}
      >
        <Typography variant="h3" id={titleId}>
          {translate(title)}
        </Typography>
        <TextLink
          component={Link}
          to={createPath({ resource, type: "list" })}
          variant="body2"
          color="inherit"
          className="keii-screen-only"
        >
          {translate("forensics.toList")}
        </TextLink>
        <Box className="keii-screen-only" sx={{ ml: "auto" }}>
          {actions}
        </Box>
      </Stack>
      <Box sx={{ overflowX: "auto" }} data-keii-rows>
        {children}
      </Box>
    </Box>
  );
}

/** One sentence where a part has nothing yet. */
export function Nothing({ text }: { text: string }) {
  const translate = useTranslate();
  return (
    <Typography variant="body2" color="textSecondary" sx={{ py: 1 }}>
      {translate(text)}
    </Typography>
  );
}

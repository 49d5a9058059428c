import { Box } from "@mui/material";
import { useTranslate } from "ra-core";
import type { UserState } from "@keii/shared";

/** Told by shape and word; colour says nothing that these do not. */
const marks: Record<UserState, string> = {
  active: "●",
  invited: "○",
  disabled: "×",
  expired: "－",
};

export function StateText({ state }: { state: UserState }) {
  const translate = useTranslate();
  return (
    <Box
      component="span"
      sx={{
        whiteSpace: "nowrap",
        color: state === "active" ? "text.primary" : "text.secondary",
      }}
    >
      <Box component="span" aria-hidden sx={{ mr: 0.5 }}>
        {marks[state]}
      </Box>
      {translate(`users.state.${state}`)}
    </Box>
  );
}

import {
  Alert,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
} from "@mui/material";
import { useTranslate } from "ra-core";
import { useId } from "react";
import type { OneTimeLink, User } from "@keii/shared";
import { LinkText } from "./LinkText.js";

/** A link that was just made; it cannot be shown again. */
export function LinkDialog({
  link,
  user,
  onClose,
}: {
  link: OneTimeLink;
  user: User;
  onClose: () => void;
}) {
  const translate = useTranslate();
  const titleId = useId();
  return (
    <Dialog open maxWidth="sm" fullWidth aria-labelledby={titleId}>
      <DialogTitle id={titleId}>
        {translate("users.link.title", { name: user.name })}
      </DialogTitle>
      <DialogContent>
        <Alert severity="warning" sx={{ mb: 1.5 }}>
          {translate("users.link.once")}
        </Alert>
        <LinkText link={link} name={user.name} />
      </DialogContent>
      <DialogActions>
        <Button variant="contained" onClick={onClose}>
          {translate("ra.action.close")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

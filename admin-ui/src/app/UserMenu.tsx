import PersonIcon from "@mui/icons-material/Person";
import {
  Divider,
  IconButton,
  MenuItem,
  MenuList,
  Popover,
  Tooltip,
  Typography,
} from "@mui/material";
import { useLogout, useTranslate } from "ra-core";
import { useState } from "react";
import { useNavigate } from "react-router";
import type { Preferences } from "@keii/shared";
import { useTellRefusal } from "./saving.js";
import { useSignedInUser } from "./session.js";
import { savePreferences } from "./sign-in.js";

const themes = ["light", "dark", "system"] as const;

/** Who I am, my looks and keys, and the way out. */
export function UserMenu() {
  const translate = useTranslate();
  const user = useSignedInUser();
  const navigate = useNavigate();
  const logout = useLogout();
  const tellRefusal = useTellRefusal();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  if (!user) return null;
  const close = () => setAnchor(null);
  const prefer = (preferences: Preferences) => {
    close();
    savePreferences(preferences).catch(tellRefusal);
  };
  return (
    <>
      <Tooltip title={user.name}>
        <IconButton
          aria-label={translate("app.userMenu", { name: user.name })}
          aria-haspopup="menu"
          onClick={(event) => setAnchor(event.currentTarget)}
          color="inherit"
        >
          <PersonIcon />
        </IconButton>
      </Tooltip>
      <Popover
        anchorEl={anchor}
        open={anchor !== null}
        onClose={close}
        anchorOrigin={{ vertical: "bottom", horizontal: "right" }}
        transformOrigin={{ vertical: "top", horizontal: "right" }}
      >
        <Typography variant="body2" sx={{ px: 2, pt: 1.5 }}>
          <b>{user.name}</b>
          <br />
          {translate(`account.${user.account}`)}
        </Typography>
        <MenuList autoFocusItem>
          <MenuItem
            onClick={() => {
              close();
              void navigate("/account");
            }}
          >
            {translate("app.nav.account")}
          </MenuItem>
          <Divider />
          {themes.map((theme) => (
            <MenuItem
              key={theme}
              role="menuitemradio"
              aria-checked={user.theme === theme}
              selected={user.theme === theme}
              onClick={() => prefer({ theme })}
            >
              {translate(`app.theme.${theme}`)}
            </MenuItem>
          ))}
          <Divider />
          <MenuItem
            role="menuitemcheckbox"
            aria-checked={user.hasSingleKeys}
            onClick={() => prefer({ hasSingleKeys: !user.hasSingleKeys })}
          >
            {translate(
              user.hasSingleKeys ? "app.keys.turnOff" : "app.keys.turnOn",
            )}
          </MenuItem>
          <Divider />
          <MenuItem onClick={() => void logout()}>
            {translate("app.signOut")}
          </MenuItem>
        </MenuList>
      </Popover>
    </>
  );
}

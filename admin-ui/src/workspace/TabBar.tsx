import EditNoteIcon from "@mui/icons-material/EditNote";
import ExpandMoreIcon from "@mui/icons-material/ExpandMore";
import {
  Box,
  Button,
  Menu,
  MenuItem,
  Stack,
  useMediaQuery,
  type Theme,
} from "@mui/material";
import { useTranslate } from "ra-core";
import { useState } from "react";
import { Link, NavLink, useLocation, useNavigate } from "react-router";
import { useIncident, useMay } from "../app/Incident.js";
import { useTabs } from "./use-tabs.js";

/** The screens of the incident: tabs on a desk, a menu on a tablet, and on a phone the acts that fit a hand as well. */
export function TabBar() {
  const isWide = useMediaQuery((theme: Theme) => theme.breakpoints.up("md"));
  return isWide ? <WideBar /> : <NarrowBar />;
}

function usePathOf(): (path: string) => string {
  const { id } = useIncident();
  return (path) =>
    path === "" ? `/incidents/${id}` : `/incidents/${id}/${path}`;
}

function WideBar() {
  const tabs = useTabs();
  const pathOf = usePathOf();
  const translate = useTranslate();
  return (
    <Box
      component="nav"
      className="keii-screen-only"
      aria-label={translate("workspace.tabs")}
      sx={{ display: "flex", flexWrap: "wrap", ml: -1.25 }}
    >
      {tabs.map(({ path, label }) => (
        <Box
          key={path}
          component={NavLink}
          to={pathOf(path)}
          end={path === ""}
          sx={{
            px: 1.25,
            py: 0.75,
            whiteSpace: "nowrap",
            textDecoration: "none",
            color: "text.secondary",
            borderBottom: 2,
            borderColor: "transparent",
            "&.active": {
              color: "text.primary",
              fontWeight: 700,
              borderColor: "text.primary",
            },
            "&:hover": { color: "text.primary" },
          }}
        >
          {translate(label)}
        </Box>
      ))}
    </Box>
  );
}

function NarrowBar() {
  const tabs = useTabs();
  const pathOf = usePathOf();
  const translate = useTranslate();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const mayWrite = useMay("timeline.write");
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const current =
    tabs.findLast(({ path }) => pathname.startsWith(pathOf(path))) ?? tabs[0];
  return (
    <Stack
      direction="row"
      className="keii-screen-only"
      sx={{ gap: 1, py: 0.75, justifyContent: "space-between" }}
    >
      <Button
        variant="outlined"
        size="medium"
        aria-haspopup="menu"
        endIcon={<ExpandMoreIcon />}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {current && translate(current.label)}
      </Button>
      <Menu
        anchorEl={anchor}
        open={anchor !== null}
        onClose={() => setAnchor(null)}
      >
        {tabs.map((tab) => (
          <MenuItem
            key={tab.path}
            selected={tab === current}
            onClick={() => {
              setAnchor(null);
              void navigate(pathOf(tab.path));
            }}
          >
            {translate(tab.label)}
          </MenuItem>
        ))}
      </Menu>
      {mayWrite && (
        <Button
          component={Link}
          to={pathOf("timeline")}
          variant="contained"
          size="medium"
          startIcon={<EditNoteIcon />}
        >
          {translate("workspace.addLine")}
        </Button>
      )}
    </Stack>
  );
}

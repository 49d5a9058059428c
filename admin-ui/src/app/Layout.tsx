import AddIcCallIcon from "@mui/icons-material/AddIcCall";
import MenuIcon from "@mui/icons-material/Menu";
import SearchIcon from "@mui/icons-material/Search";
import {
  Box,
  Button,
  IconButton,
  Menu,
  MenuItem,
  Tooltip,
  useMediaQuery,
  type Theme,
} from "@mui/material";
import { useTranslate } from "ra-core";
import { Suspense, useMemo, useState, type ReactNode } from "react";
import { Link, NavLink, useLocation, useNavigate } from "react-router";
import { Bulkhead } from "./Broken.js";
import { Banners } from "./Banners.js";
import { useMay } from "./Incident.js";
import { KeysHelp } from "./KeysHelp.js";
import { keyName } from "./keys.js";
import { LanguageSwitch } from "./LanguageSwitch.js";
import { Mark } from "./Mark.js";
import { Palette, useOpenPalette, usePlaces } from "./palette.js";
import { SignInAgain } from "./SignInAgain.js";
import { UserMenu } from "./UserMenu.js";

/** Wider lines are no longer read at a glance. */
const pageWidth = 1680;

/** The page around everything: one bar on top, the screen below. */
export function Layout({ children }: { children: ReactNode }) {
  const translate = useTranslate();
  const { pathname } = useLocation();
  return (
    <Box sx={{ minHeight: "100vh", display: "flex", flexDirection: "column" }}>
      <Box
        component="a"
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          document.getElementById("main")?.focus();
        }}
        sx={{
          position: "absolute",
          left: -9999,
          "&:focus": {
            left: 8,
            top: 8,
            zIndex: 2000,
            bgcolor: "background.paper",
            p: 1,
          },
        }}
      >
        {translate("ra.navigation.skip_nav")}
      </Box>
      <Banners />
      <TopBar />
      <Box
        component="main"
        id="main"
        tabIndex={-1}
        sx={{
          flex: 1,
          width: "100%",
          maxWidth: pageWidth,
          mx: "auto",
          px: { xs: 1.5, md: 3 },
          pt: 2,
          pb: 6,
          "&:focus": { outline: "none" },
        }}
      >
        <Bulkhead place={pathname}>
          <Suspense fallback={<Opening />}>{children}</Suspense>
        </Bulkhead>
      </Box>
      <Palette />
      <KeysHelp />
      <SignInAgain />
    </Box>
  );
}

function Opening() {
  const translate = useTranslate();
  return (
    <Box role="status" sx={{ color: "text.secondary", py: 4 }}>
      {translate("ra.page.loading")}
    </Box>
  );
}

interface Entry {
  path: string;
  label: string;
}

function useEntries(): Entry[] {
  const mayReadUsers = useMay("users.read");
  const mayReadOrganisation = useMay("organisation.read");
  const mayReadPlaybooks = useMay("playbooks.read");
  const mayReadAudit = useMay("audit.read");
  return useMemo(
    () => [
      { path: "/", label: "app.nav.home" },
      { path: "/incidents", label: "app.nav.incidents" },
      ...(mayReadUsers ? [{ path: "/users", label: "app.nav.users" }] : []),
      ...(mayReadOrganisation
        ? [{ path: "/organisation", label: "app.nav.organisation" }]
        : []),
      ...(mayReadPlaybooks
        ? [{ path: "/playbooks", label: "app.nav.playbooks" }]
        : []),
      ...(mayReadAudit ? [{ path: "/audit", label: "app.nav.audit" }] : []),
    ],
    [mayReadUsers, mayReadOrganisation, mayReadPlaybooks, mayReadAudit],
  );
}

function TopBar() {
  const translate = useTranslate();
  const entries = useEntries();
  const mayCreate = useMay("incidents.create");
  const openPalette = useOpenPalette();
  const isWide = useMediaQuery((theme: Theme) => theme.breakpoints.up("md"));
  const places = useMemo(
    () =>
      [
        ...entries,
        { path: "/account", label: "app.nav.account" },
        ...(mayCreate ? [{ path: "/intake", label: "app.nav.intake" }] : []),
      ].map(({ path, label }) => ({
        path,
        label: translate(label),
        group: translate("app.nav.screens"),
      })),
    [entries, mayCreate, translate],
  );
  usePlaces(places);
  const search = `${translate("app.palette")} (${keyName("mod+k")})`;
  return (
    <Box
      component="header"
      className="keii-screen-only"
      sx={{
        borderBottom: 1,
        borderColor: "divider",
        bgcolor: "background.paper",
      }}
    >
      <Box
        sx={{
          display: "flex",
          alignItems: "center",
          gap: 1,
          height: 48,
          maxWidth: pageWidth,
          mx: "auto",
          px: { xs: 1, md: 3 },
        }}
      >
        {!isWide && <NarrowMenu entries={entries} />}
        <Box
          component={Link}
          to="/"
          aria-label={translate("app.nav.home")}
          sx={{ display: "flex", textDecoration: "none", borderRadius: 1 }}
        >
          <Mark />
        </Box>
        {isWide && (
          <Box
            component="nav"
            aria-label={translate("app.nav.label")}
            sx={{ display: "flex", ml: 1, height: "100%" }}
          >
            {entries.map(({ path, label }) => (
              <Box
                key={path}
                component={NavLink}
                to={path}
                end={path === "/"}
                sx={{
                  display: "flex",
                  alignItems: "center",
                  px: 1.5,
                  textDecoration: "none",
                  color: "text.secondary",
                  borderBottom: 2,
                  borderTop: 2,
                  borderColor: "transparent",
                  "&.active": {
                    color: "text.primary",
                    fontWeight: 700,
                    borderBottomColor: "text.primary",
                  },
                  "&:hover": { color: "text.primary" },
                }}
              >
                {translate(label)}
              </Box>
            ))}
          </Box>
        )}
        <Box sx={{ flex: 1 }} />
        {mayCreate && (
          <Button
            component={Link}
            to="/intake"
            variant="outlined"
            startIcon={<AddIcCallIcon />}
            aria-label={translate("app.nav.intake")}
            sx={{
              "& .MuiButton-startIcon": { mr: { xs: 0, sm: 1 }, ml: 0 },
              minWidth: 0,
            }}
          >
            <Box
              component="span"
              sx={{ display: { xs: "none", sm: "inline" } }}
            >
              {translate("app.nav.intake")}
            </Box>
          </Button>
        )}
        <Tooltip title={search}>
          <IconButton aria-label={search} onClick={openPalette} color="inherit">
            <SearchIcon />
          </IconButton>
        </Tooltip>
        <LanguageSwitch />
        <UserMenu />
      </Box>
    </Box>
  );
}

function NarrowMenu({ entries }: { entries: Entry[] }) {
  const translate = useTranslate();
  const navigate = useNavigate();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const close = () => setAnchor(null);
  return (
    <>
      <IconButton
        aria-label={translate("app.nav.label")}
        aria-haspopup="menu"
        onClick={(event) => setAnchor(event.currentTarget)}
        color="inherit"
      >
        <MenuIcon />
      </IconButton>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={close}>
        {entries.map(({ path, label }) => (
          <MenuItem
            key={path}
            onClick={() => {
              close();
              void navigate(path);
            }}
          >
            {translate(label)}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}

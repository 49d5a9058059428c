import { Link, Stack } from "@mui/material";
import { useCreatePath, useStore, useTranslate } from "ra-core";
import { Link as RouterLink } from "react-router";

/** How the tab shows the reports. */
export type AuthorityView = "board" | "list";
/** The place in the store that remembers it. */
export const viewOfAuthorities = "authorities-view";

type Screen = AuthorityView | "dues" | "replies";

const resourceOf: Record<Screen, string> = {
  board: "authorities",
  list: "authorities",
  dues: "authority-dues",
  replies: "authority-replies",
};
const screens = ["board", "list", "dues", "replies"] as const;

/** The four ways to look at what is between us and the authorities. */
export function AuthorityViews({ here }: { here: Screen }) {
  const translate = useTranslate();
  const createPath = useCreatePath();
  const [, setView] = useStore<AuthorityView>(viewOfAuthorities, "board");
  return (
    <Stack
      direction="row"
      component="nav"
      className="keii-screen-only"
      aria-label={translate("authorities.views")}
      sx={{ columnGap: 2.5, flexWrap: "wrap", mb: 1.5 }}
    >
      {screens.map((screen) => (
        <Link
          key={screen}
          component={RouterLink}
          to={createPath({ resource: resourceOf[screen], type: "list" })}
          aria-current={screen === here ? "page" : undefined}
          onClick={() => {
            if (screen === "board" || screen === "list") setView(screen);
          }}
          sx={{
            lineHeight: "28px",
            color: "text.primary",
            fontWeight: screen === here ? 700 : 400,
            textDecoration: screen === here ? "none" : "underline",
          }}
        >
          {translate(`authorities.view.${screen}`)}
        </Link>
      ))}
    </Stack>
  );
}

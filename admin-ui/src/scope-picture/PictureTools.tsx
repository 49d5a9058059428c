import AddIcon from "@mui/icons-material/Add";
import ChevronLeftIcon from "@mui/icons-material/ChevronLeft";
import ChevronRightIcon from "@mui/icons-material/ChevronRight";
import RemoveIcon from "@mui/icons-material/Remove";
import {
  Button,
  IconButton,
  Stack,
  ToggleButton,
  ToggleButtonGroup,
} from "@mui/material";
import { useTranslate } from "ra-core";
import { panView, zoomView, type View } from "../app/picture-scale.js";
import type { By } from "./use-bar-words.js";

/** By what the bars are stacked, how much is shown, and whether as a table. */
export function PictureTools({
  by,
  view,
  all,
  isTable,
  onBy,
  onView,
  onTable,
}: {
  by: By;
  view: View;
  all: View;
  isTable: boolean;
  onBy: (by: By) => void;
  onView: (view: View) => void;
  onTable: (isTable: boolean) => void;
}) {
  const translate = useTranslate();
  const middle = (view.from + view.to) / 2;
  const tools = [
    ["back", <ChevronLeftIcon />, () => onView(panView(view, -0.25))],
    ["closer", <AddIcon />, () => onView(zoomView(view, 0.5, middle))],
    ["farther", <RemoveIcon />, () => onView(zoomView(view, 2, middle))],
    ["on", <ChevronRightIcon />, () => onView(panView(view, 0.25))],
  ] as const;
  return (
    <Stack
      direction="row"
      className="keii-screen-only"
      sx={{ gap: 1, flexWrap: "wrap", alignItems: "center", mb: 0.5 }}
    >
      <ToggleButtonGroup
        exclusive
        size="small"
        value={by}
        aria-label={translate("scope.picture.by")}
        onChange={(_, chosen: By | null) => chosen && onBy(chosen)}
      >
        <ToggleButton value="method">
          {translate("scope.picture.by.method")}
        </ToggleButton>
        <ToggleButton value="site">
          {translate("scope.picture.by.site")}
        </ToggleButton>
      </ToggleButtonGroup>
      <Stack direction="row">
        {tools.map(([name, icon, act]) => (
          <IconButton
            key={name}
            size="small"
            aria-label={translate(`scope.picture.view.${name}`)}
            title={translate(`scope.picture.view.${name}`)}
            onClick={act}
          >
            {icon}
          </IconButton>
        ))}
      </Stack>
      <Button color="inherit" size="small" onClick={() => onView(all)}>
        {translate("scope.picture.view.all")}
      </Button>
      <Button
        color="inherit"
        size="small"
        aria-pressed={isTable}
        onClick={() => onTable(!isTable)}
      >
        {translate(
          isTable ? "scope.picture.asPicture" : "scope.picture.asTable",
        )}
      </Button>
    </Stack>
  );
}

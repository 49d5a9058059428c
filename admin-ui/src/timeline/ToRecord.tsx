import { Button, Menu, MenuItem } from "@mui/material";
import {
  useCanAccessResources,
  useCreatePath,
  useResourceDefinitions,
  useTranslate,
} from "ra-core";
import { useState } from "react";
import { Link } from "react-router";
import type { TimelineEvent } from "@keii/shared";
import { startedFrom, type FromLine } from "../app/from-line.js";

/** Turns a line into the record it speaks of: the form starts with its moment and its words. */
export function ToRecord({ entry }: { entry: TimelineEvent }) {
  const translate = useTranslate();
  const createPath = useCreatePath();
  const choices = useChoicesOfRecord();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  if (choices.length === 0) return null;
  return (
    <>
      <Button
        color="inherit"
        aria-haspopup="menu"
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {translate("timeline.toRecord")}
      </Button>
      <Menu
        anchorEl={anchor}
        open={anchor !== null}
        onClose={() => setAnchor(null)}
      >
        {choices.map(({ resource, label }) => (
          <MenuItem
            key={resource}
            component={Link}
            to={createPath({ resource, type: "create" })}
            state={{ fromLine: startedFrom(entry) }}
          >
            {translate(label)}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}

/** The resources that a line can become and that the reader may write. */
function useChoicesOfRecord(): { resource: string; label: string }[] {
  const offered = Object.values(useResourceDefinitions()).flatMap(
    ({ name, options }) => {
      const fromLine = (options as { fromLine?: FromLine } | undefined)
        ?.fromLine;
      return fromLine ? [{ resource: name, label: fromLine.label }] : [];
    },
  );
  const { canAccess } = useCanAccessResources({
    action: "create",
    resources: offered.map(({ resource }) => resource),
  });
  return offered.filter(({ resource }) => canAccess?.[resource]);
}

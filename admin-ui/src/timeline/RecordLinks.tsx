import { Chip } from "@mui/material";
import { useCreatePath, useResourceDefinitions, useTranslate } from "ra-core";
import { Link } from "react-router";
import type { TimelineEvent } from "@keii/shared";

/** Records without a screen of their own, and the list they stand in. */
const lists: Readonly<Record<string, string>> = { milestone: "milestones" };

/** The records a line speaks of, each a link to its screen where it has one, else to its list. */
export function RecordLinks({ entry }: { entry: TimelineEvent }) {
  const translate = useTranslate();
  const createPath = useCreatePath();
  const definitions = useResourceDefinitions();
  return entry.records.map(({ kind, id }) => {
    const label = translate(`timeline.source.${kind}`, { _: kind });
    const [resource = ""] = kind.split(".");
    const { hasShow, hasEdit } = definitions[resource] ?? {};
    const key = `${kind} ${id}`;
    const list = lists[resource];
    if (!hasShow && !hasEdit && !list) return <Chip key={key} label={label} />;
    const to = list
      ? createPath({ resource: list, type: "list" })
      : createPath({ resource, id, type: hasShow ? "show" : "edit" });
    return (
      <Chip
        key={key}
        label={label}
        component={Link}
        to={to}
        clickable
        onClick={(event) => event.stopPropagation()}
      />
    );
  });
}

import { Chip } from "@mui/material";
import { useCreatePath, useResourceDefinitions, useTranslate } from "ra-core";
import { Link } from "react-router";
import type { TimelineEvent, TimelineSource } from "@keii/shared";

/** Records without a screen of their own, and the list they stand in. */
const lists: Readonly<Record<string, string>> = { milestone: "milestones" };

/** More records of one kind than this are one link to the list they stand in. */
const linkedEach = 3;

/** The records a line speaks of, each a link to its screen where it has one, else to its list. */
export function RecordLinks({ entry }: { entry: TimelineEvent }) {
  const translate = useTranslate();
  const createPath = useCreatePath();
  const definitions = useResourceDefinitions();
  return linksOf(entry.records).map(({ kind, id, count }) => {
    const name = translate(`timeline.source.${kind}`, { _: kind });
    const label = count > 1 ? `${name} ×${count}` : name;
    const [resource = ""] = kind.split(".");
    const { hasList, hasShow, hasEdit } = definitions[resource] ?? {};
    const key = `${kind} ${id}`;
    const list =
      lists[resource] ?? (count > 1 && hasList ? resource : undefined);
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

/** What is linked: every record, or all of a kind at once where they are many. */
function linksOf(
  records: readonly TimelineSource[],
): (TimelineSource & { count: number })[] {
  const isMany = ({ kind }: TimelineSource) =>
    records.filter((record) => record.kind === kind).length > linkedEach;
  return records
    .filter(
      (record, at) =>
        !isMany(record) ||
        records.findIndex(({ kind }) => kind === record.kind) === at,
    )
    .map((record) => ({
      ...record,
      count: isMany(record)
        ? records.filter(({ kind }) => kind === record.kind).length
        : 1,
    }));
}

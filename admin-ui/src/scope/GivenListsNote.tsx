import { Button, Typography } from "@mui/material";
import { useCreatePath, useTranslate } from "ra-core";
import { Link } from "react-router";
import { useMay } from "../app/Incident.js";
import { Section } from "../app/Section.js";
import { useGivenLists } from "../exposures/records.js";

/** How many lists others gave, and the way to them. */
export function GivenListsNote() {
  const translate = useTranslate();
  const createPath = useCreatePath();
  const mayRead = useMay("scope.read");
  const lists = useGivenLists();
  if (!mayRead || !lists) return null;
  const standing = lists.filter(({ withdrawalReason }) => !withdrawalReason);
  return (
    <Section
      title={translate("givenLists.title")}
      actions={
        <Button
          component={Link}
          color="inherit"
          to={createPath({ resource: "given-lists", type: "list" })}
        >
          {translate("givenLists.open")}
        </Button>
      }
    >
      <Typography variant="body2" color="textSecondary">
        {standing.length === 0
          ? translate("givenLists.none")
          : translate("givenLists.count", { smart_count: standing.length })}
      </Typography>
    </Section>
  );
}

import { Button } from "@mui/material";
import { useCreatePath, useTranslate } from "ra-core";
import { Link } from "react-router";

const places = ["import-batches", "member-bases", "sites"] as const;

/** The ways between the imports and what their rows belong to. */
export function Places({ here }: { here: (typeof places)[number] }) {
  const translate = useTranslate();
  const createPath = useCreatePath();
  return places
    .filter((place) => place !== here)
    .map((place) => (
      <Button
        key={place}
        color="inherit"
        component={Link}
        to={createPath({ resource: place, type: "list" })}
      >
        {translate(`sites.place.${place}`)}
      </Button>
    ));
}

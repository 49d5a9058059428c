import { Button } from "@mui/material";
import { useCreatePath, useTranslate } from "ra-core";
import { Link } from "react-router";

const places = ["publication", "faq", "passages", "sent-messages"] as const;

/** The ways between the report and what else stands on the public page. */
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
        {translate(`publication.place.${place}`)}
      </Button>
    ));
}

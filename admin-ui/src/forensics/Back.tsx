import { Button } from "@mui/material";
import { useCreatePath, useTranslate } from "ra-core";
import { Link } from "react-router";

/** To the page that shows it all. */
export function Back() {
  const translate = useTranslate();
  const createPath = useCreatePath();
  return (
    <Button
      component={Link}
      to={createPath({ resource: "forensics", type: "list" })}
      color="inherit"
    >
      {translate("forensics.back")}
    </Button>
  );
}

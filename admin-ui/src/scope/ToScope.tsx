import { Button } from "@mui/material";
import { useCreatePath, useTranslate } from "ra-core";
import { Link } from "react-router";

/** Back to the page that shows it all. */
export function ToScope() {
  const translate = useTranslate();
  const createPath = useCreatePath();
  return (
    <Button
      component={Link}
      to={createPath({ resource: "exposures", type: "list" })}
      color="inherit"
    >
      {translate("scope.back")}
    </Button>
  );
}

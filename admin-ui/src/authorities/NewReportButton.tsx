import { Button } from "@mui/material";
import { useCreatePath, useTranslate } from "ra-core";
import { useNavigate } from "react-router";
import type { AuthorityDue } from "@keii/shared";

/** Opens the form for a report; with what a due says where there is one. */
export function useNewReport(): (due?: AuthorityDue) => void {
  const createPath = useCreatePath();
  const navigate = useNavigate();
  const path = createPath({ resource: "authorities", type: "create" });
  return (due) => void navigate(path, { state: due && { due } });
}

export function NewReportButton({ due }: { due?: AuthorityDue }) {
  const translate = useTranslate();
  const open = useNewReport();
  return (
    <Button variant={due ? "text" : "contained"} onClick={() => open(due)}>
      {translate("authorities.new")}
    </Button>
  );
}

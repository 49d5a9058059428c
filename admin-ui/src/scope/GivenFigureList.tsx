import { Button } from "@mui/material";
import { useRequireAccess, useTranslate } from "ra-core";
import { useState } from "react";
import { useMay } from "../app/Incident.js";
import { useListKeys } from "../app/ListPage.js";
import { PageTitle } from "../app/PageTitle.js";
import { AddGivenFigure } from "./GivenFigureDialogs.js";
import { Reconciliation, useBasis } from "./GivenFigures.js";
import { ToScope } from "./ToScope.js";

/** All that others counted, with the differences. */
export function GivenFigureList() {
  const translate = useTranslate();
  const mayWrite = useMay("scope.write");
  const [isAdding, setIsAdding] = useState(false);
  const { run } = useBasis();
  useListKeys(mayWrite ? () => setIsAdding(true) : undefined);
  const { isPending } = useRequireAccess({
    action: "list",
    resource: "given-figures",
  });
  if (isPending) return null;
  return (
    <>
      <PageTitle title="givenFigures.title">
        <ToScope />
        {mayWrite && (
          <Button variant="contained" onClick={() => setIsAdding(true)}>
            {translate("givenFigures.add")}
          </Button>
        )}
      </PageTitle>
      <Reconciliation />
      {isAdding && (
        <AddGivenFigure run={run} onClose={() => setIsAdding(false)} />
      )}
    </>
  );
}

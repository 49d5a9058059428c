import { Box } from "@mui/material";
import { ResourceContextProvider, useTranslate } from "ra-core";
import type { SyntheticEvent } from "react";
import { NewSite, type Site } from "@keii/shared";
import { ActDialog } from "../app/ActDialog.js";
import { useKeiiDataProvider, useLookAgain } from "../app/saving.js";
import { newSite, SiteInputs } from "./SiteInputs.js";

interface NewSiteDialogProps {
  /** What a file calls it. */
  code: string;
  onMade: (site: Site) => void;
  onClose: () => void;
}

/** Makes a site from within another screen. */
export function NewSiteDialog({ code, onMade, onClose }: NewSiteDialogProps) {
  const translate = useTranslate();
  const dataProvider = useKeiiDataProvider();
  const lookAgain = useLookAgain();
  const make = async (data: Record<string, unknown>) => {
    const { data: made } = await dataProvider.create<Site>("sites", { data });
    onMade(made);
    void lookAgain("sites", "import-batches");
  };
  return (
    <ResourceContextProvider value="sites">
      <Box onKeyDown={stop} onSubmit={stop} onReset={stop}>
        <ActDialog
          title={translate("sites.add")}
          sentence={translate("sites.add.sentence")}
          submitLabel={translate("sites.save")}
          contract={NewSite}
          defaultValues={{ ...newSite, code }}
          onSubmit={make}
          onClose={onClose}
        >
          <SiteInputs />
        </ActDialog>
      </Box>
    </ResourceContextProvider>
  );
}

/** React hands what happens in a dialog on to the components around it. */
function stop(event: SyntheticEvent): void {
  event.stopPropagation();
}

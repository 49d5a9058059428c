import { Box } from "@mui/material";
import { ResourceContextProvider, useTranslate } from "ra-core";
import type { SyntheticEvent } from "react";
import { NewMemberBase, type MemberBase } from "@keii/shared";
import { ActDialog } from "../app/ActDialog.js";
import { useKeiiDataProvider, useLookAgain } from "../app/saving.js";
import { MemberBaseInputs, newMemberBase } from "./MemberBaseInputs.js";

interface NewMemberBaseDialogProps {
  onMade: (base: MemberBase) => void;
  onClose: () => void;
}

/** Makes a member base from within another screen. */
export function NewMemberBaseDialog({
  onMade,
  onClose,
}: NewMemberBaseDialogProps) {
  const translate = useTranslate();
  const dataProvider = useKeiiDataProvider();
  const lookAgain = useLookAgain();
  const make = async (data: Record<string, unknown>) => {
    const { data: made } = await dataProvider.create<MemberBase>(
      "member-bases",
      { data },
    );
    await lookAgain("member-bases");
    onMade(made);
  };
  return (
    <ResourceContextProvider value="member-bases">
      <Box onKeyDown={stop} onSubmit={stop} onReset={stop}>
        <ActDialog
          title={translate("memberBases.add")}
          sentence={translate("memberBases.empty.text")}
          submitLabel={translate("sites.save")}
          contract={NewMemberBase}
          defaultValues={newMemberBase}
          onSubmit={make}
          onClose={onClose}
        >
          <MemberBaseInputs />
        </ActDialog>
      </Box>
    </ResourceContextProvider>
  );
}

function stop(event: SyntheticEvent): void {
  event.stopPropagation();
}

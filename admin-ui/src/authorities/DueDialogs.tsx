import {
  ResourceContextProvider,
  SelectInput,
  TextInput,
  useGetList,
  useNotify,
  useTranslate,
} from "react-admin";
import {
  AuthorityDueChange,
  AuthorityDueDecision,
  AuthorityDueMeeting,
  NewAuthorityDue,
  reportStages,
  type AuthorityDue,
  type AuthorityReport,
} from "@keii/shared";
import { ActDialog } from "../app/ActDialog.js";
import { asText, useChoices } from "../app/choices.js";
import { DayInput, InstantInput } from "../app/MomentInput.js";
import { PartyInput } from "../app/PartyInput.js";
import { useAct, useKeiiDataProvider, useLookAgain } from "../app/saving.js";
import { authorityRoles } from "./authority-roles.js";
import { useAuthorityWords } from "./use-authority-words.js";

interface DueDialogProps {
  due: AuthorityDue;
  onClose: () => void;
}

export function AddDue({ onClose }: { onClose: () => void }) {
  const translate = useTranslate();
  const notify = useNotify();
  const dataProvider = useKeiiDataProvider();
  const lookAgain = useLookAgain();
  const add = async (data: Record<string, unknown>) => {
    await dataProvider.create("authority-dues", { data });
    notify("ra.notification.created", { type: "info" });
    await lookAgain("authority-dues", "incidents");
  };
  return (
    <ResourceContextProvider value="authority-dues">
      <ActDialog
        title={translate("authority-dues.add")}
        sentence={translate("authority-dues.add.sentence")}
        submitLabel={translate("ra.action.save")}
        contract={NewAuthorityDue}
        defaultValues={{
          stage: "preliminary",
          why: "",
          dueFromOn: null,
          dueOn: null,
          dueAt: null,
        }}
        onSubmit={add}
        onClose={onClose}
      >
        <DueInputs />
      </ActDialog>
    </ResourceContextProvider>
  );
}

export function ChangeDue({ due, onClose }: DueDialogProps) {
  const translate = useTranslate();
  const dataProvider = useKeiiDataProvider();
  const lookAgain = useLookAgain();
  const { id, recipientId, stage, what, why, dueFromOn, dueOn, dueAt } = due;
  const change = async (data: Record<string, unknown>) => {
    try {
      await dataProvider.update("authority-dues", {
        id,
        data,
        previousData: due,
      });
    } finally {
      await lookAgain("authority-dues", "incidents");
    }
  };
  return (
    <ResourceContextProvider value="authority-dues">
      <ActDialog
        title={translate("authority-dues.change.of", { what })}
        sentence={translate("authority-dues.change.sentence")}
        submitLabel={translate("ra.action.save")}
        contract={AuthorityDueChange}
        defaultValues={{
          recipientId,
          stage,
          what,
          why,
          dueFromOn,
          dueOn,
          dueAt,
        }}
        onSubmit={change}
        onClose={onClose}
      >
        <DueInputs />
      </ActDialog>
    </ResourceContextProvider>
  );
}

function DueInputs() {
  const label = (field: string) => `resources.authority-dues.fields.${field}`;
  const stages = useChoices(reportStages, "authorities.stage");
  return (
    <>
      <PartyInput
        source="recipientId"
        label={label("recipientId")}
        roles={authorityRoles}
        isRequired
      />
      <SelectInput source="stage" label={label("stage")} choices={stages} />
      <TextInput source="what" label={label("what")} isRequired fullWidth />
      <DayInput source="dueOn" label={label("dueOn")} />
      <DayInput
        source="dueFromOn"
        label={label("dueFromOn")}
        hint="authority-dues.yardstickHint"
      />
      <InstantInput source="dueAt" label={label("dueAt")} />
      <TextInput
        source="why"
        label={label("why")}
        helperText="authority-dues.whyHint"
        parse={asText}
        multiline
        minRows={2}
        fullWidth
      />
    </>
  );
}

export function DropDue({ due, onClose }: DueDialogProps) {
  return <DecideDue due={due} verb="drop" onClose={onClose} />;
}

export function ReopenDue({ due, onClose }: DueDialogProps) {
  return <DecideDue due={due} verb="reopen" onClose={onClose} />;
}

function DecideDue({
  due,
  verb,
  onClose,
}: DueDialogProps & { verb: "drop" | "reopen" }) {
  const translate = useTranslate();
  const act = useAct<AuthorityDue>("authority-dues");
  const { id, version, what } = due;
  return (
    <ActDialog
      title={translate(`authority-dues.${verb}.of`, { what })}
      sentence={translate(`authority-dues.${verb}.sentence`)}
      submitLabel={translate(`authority-dues.${verb}`)}
      contract={AuthorityDueDecision}
      onSubmit={(data) => act({ id, verb, version, data })}
      onClose={onClose}
    >
      <TextInput
        source="reason"
        label="authorities.reason"
        multiline
        minRows={2}
        isRequired
        autoFocus
        fullWidth
      />
    </ActDialog>
  );
}

/** Ties a due to a report that was filed already. */
export function MeetDue({ due, onClose }: DueDialogProps) {
  const translate = useTranslate();
  const { reportOf } = useAuthorityWords();
  const act = useAct<AuthorityDue>("authority-dues");
  const { data = [] } = useGetList<AuthorityReport>("authorities", {
    filter: { state: ["filed", "accepted", "revision_requested"] },
    sort: { field: "filed", order: "DESC" },
    pagination: { page: 1, perPage: 200 },
  });
  const { id, version, what } = due;
  return (
    <ActDialog
      title={translate("authority-dues.meet.of", { what })}
      sentence={translate("authority-dues.meet.sentence")}
      submitLabel={translate("authority-dues.meet")}
      contract={AuthorityDueMeeting}
      onSubmit={(data) => act({ id, verb: "meet", version, data })}
      onClose={onClose}
    >
      <SelectInput
        source="authorityReportId"
        label="resources.authority-dues.fields.authorityReportId"
        choices={data.map((report) => ({
          id: report.id,
          name: reportOf(report),
        }))}
        isRequired
        fullWidth
      />
    </ActDialog>
  );
}

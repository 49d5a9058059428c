import { SelectInput, TextInput, useTranslate } from "react-admin";
import {
  InquiryAssignment,
  InquiryChange,
  inquiryCategories,
  InquiryReveal,
  type Inquiry,
  type InquiryThread,
} from "@keii/shared";
import { ActDialog } from "../app/ActDialog.js";
import { useChoices } from "../app/choices.js";
import { MemberInput } from "../app/MemberInput.js";
import { useAct, useKeiiDataProvider, useLookAgain } from "../app/saving.js";

interface DialogProps {
  inquiry: Inquiry;
  onClose: () => void;
}

/** Gives it to somebody of the desk. */
export function AssignInquiry({ inquiry, onClose }: DialogProps) {
  const translate = useTranslate();
  const act = useAct("inquiries", ["progress"]);
  const { id, version } = inquiry;
  return (
    <ActDialog
      title={translate("inquiries.assign.title")}
      sentence={translate("inquiries.assign.sentence")}
      submitLabel={translate("inquiries.assign.submit")}
      contract={InquiryAssignment}
      defaultValues={{ assigneeId: inquiry.assignee?.id ?? null }}
      onSubmit={(data) => act({ id, verb: "assign", version, data })}
      onClose={onClose}
    >
      <MemberInput
        source="assigneeId"
        label="resources.inquiries.fields.assigneeId"
        emptyText="inquiries.assign.nobody"
      />
    </ActDialog>
  );
}

/** Says what it turned out to be about. */
export function ChangeInquiry({ inquiry, onClose }: DialogProps) {
  const translate = useTranslate();
  const dataProvider = useKeiiDataProvider();
  const lookAgain = useLookAgain();
  const categories = useChoices(inquiryCategories, "inquiries.category");
  const { id, category } = inquiry;
  return (
    <ActDialog
      title={translate("inquiries.change.title")}
      sentence={translate("inquiries.change.sentence")}
      submitLabel={translate("inquiries.change.submit")}
      contract={InquiryChange}
      defaultValues={{ category }}
      onSubmit={async (data) => {
        try {
          await dataProvider.update("inquiries", {
            id,
            data,
            previousData: inquiry,
          });
        } finally {
          await lookAgain("inquiries", "progress");
        }
      }}
      onClose={onClose}
    >
      <SelectInput
        source="category"
        label="resources.inquiries.fields.category"
        choices={categories}
      />
    </ActDialog>
  );
}

interface RevealInquiryProps extends DialogProps {
  onRevealed: (inquiry: InquiryThread) => void;
}

/** Asks why somebody is to be shown unmasked; the answer is kept by nobody but the page. */
export function RevealInquiry({
  inquiry,
  onRevealed,
  onClose,
}: RevealInquiryProps) {
  const translate = useTranslate();
  const act = useAct<InquiryThread>("inquiries", ["activity"]);
  return (
    <ActDialog
      title={translate("inquiries.reveal.title")}
      sentence={translate("inquiries.reveal.sentence")}
      submitLabel={translate("inquiries.reveal.submit")}
      contract={InquiryReveal}
      defaultValues={{ reason: "" }}
      onSubmit={async (data) =>
        onRevealed(await act({ id: inquiry.id, verb: "reveal", data }))
      }
      onClose={onClose}
    >
      <TextInput
        source="reason"
        label="app.reason"
        helperText="inquiries.reveal.reasonHint"
        multiline
        fullWidth
        autoFocus
      />
    </ActDialog>
  );
}

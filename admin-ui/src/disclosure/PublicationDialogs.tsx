import { TextInput, useTranslate } from "react-admin";
import {
  inLanguage,
  PublicationRequest,
  PublicationTakedown,
  type Publication,
} from "@keii/shared";
import { ActDialog } from "../app/ActDialog.js";
import { BilingualInput } from "../app/BilingualInput.js";
import { asText } from "../app/choices.js";
import { useLanguage } from "../app/i18n.js";
import { useAct } from "../app/saving.js";
import { useEditions } from "./records.js";

interface DialogProps {
  publication: Publication;
  onClose: () => void;
}

/** Asks a second person to publish what is written now. */
export function AskToPublish({ publication, onClose }: DialogProps) {
  const translate = useTranslate();
  const language = useLanguage();
  const act = useAct<Publication>("publication", ["approvals", "timeline"]);
  const editions = useEditions();
  const { id, version, slug, title } = publication;
  const isFirst = (editions?.length ?? 0) === 0;
  return (
    <ActDialog
      title={translate("publication.ask.title")}
      sentence={
        <>
          <p style={{ margin: 0 }}>
            {translate("publication.ask.sentence", {
              title: inLanguage(title, language),
              slug,
              no: (editions?.[0]?.no ?? 0) + 1,
            })}
          </p>
          <p style={{ margin: "0.5em 0 0" }}>
            {translate("publication.ask.forGood")}
          </p>
          <p style={{ margin: "0.5em 0 0" }}>
            {translate("publication.ask.second")}
          </p>
        </>
      }
      submitLabel={translate("publication.ask.submit")}
      isIrreversible
      contract={PublicationRequest}
      defaultValues={{ reason: "", note: { ja: "", en: "" } }}
      onSubmit={(data) => act({ id, verb: "publish", version, data })}
      onClose={onClose}
    >
      {!isFirst && (
        <BilingualInput
          source="note"
          label="publication.note"
          helperText="publication.note.hint"
          multiline
        />
      )}
      <TextInput
        source="reason"
        label="app.reason"
        parse={asText}
        multiline
        minRows={2}
        fullWidth
      />
    </ActDialog>
  );
}

export function TakeDown({ publication, onClose }: DialogProps) {
  const translate = useTranslate();
  const act = useAct<Publication>("publication", ["approvals", "timeline"]);
  const { id, version, slug } = publication;
  return (
    <ActDialog
      title={translate("publication.takeDown.title")}
      sentence={translate("publication.takeDown.sentence", { slug })}
      submitLabel={translate("publication.takeDown")}
      isIrreversible
      contract={PublicationTakedown}
      defaultValues={{ reason: "" }}
      onSubmit={(data) => act({ id, verb: "take-down", version, data })}
      onClose={onClose}
    >
      <TextInput
        source="reason"
        label="app.reason"
        parse={asText}
        multiline
        minRows={2}
        fullWidth
      />
    </ActDialog>
  );
}

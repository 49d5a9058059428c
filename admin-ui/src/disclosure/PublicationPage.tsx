import { Alert, Box, Button, Link as TextLink, Stack } from "@mui/material";
import { TextInput, useTranslate } from "react-admin";
import { useState } from "react";
import { Link } from "react-router";
import {
  defaultImpostorAdvice,
  inLanguage,
  NewPublication,
  PublicationChange,
  type Publication,
} from "@keii/shared";
import { asText } from "../app/choices.js";
import { BilingualInput } from "../app/BilingualInput.js";
import { Empty } from "../app/Empty.js";
import { Failure } from "../app/Failure.js";
import { useLanguage } from "../app/i18n.js";
import { useIncident, useMay } from "../app/Incident.js";
import { InstantText } from "../app/MomentText.js";
import { PageTitle } from "../app/PageTitle.js";
import { RecordCreate } from "../app/RecordCreate.js";
import { RecordEdit } from "../app/RecordEdit.js";
import { useLookAgain } from "../app/saving.js";
import { StateMark } from "../app/StateMark.js";
import { Editions } from "./Editions.js";
import { MergeFields } from "./MergeFields.js";
import { Places } from "./Places.js";
import { AskToPublish, TakeDown } from "./PublicationDialogs.js";
import { usePublication, useSources } from "./records.js";
import { StaleValues } from "./StaleValues.js";
import { TextPreview } from "./TextPreview.js";
import { WrittenText } from "./WrittenText.js";

/** The public page: its state, what is stale on it, the report beside its preview, and every edition. */
export function PublicationPage() {
  const { data, error } = usePublication();
  const [isBegun, setIsBegun] = useState(false);
  const mayWrite = useMay("disclosure.write");
  const translate = useTranslate();
  if (error)
    return (
      <>
        <PageTitle title="publication.title" />
        <Failure error={error} />
      </>
    );
  if (data === undefined) return <PageTitle title="publication.title" />;
  return (
    <>
      <PageTitle title="publication.title">
        <Places here="publication" />
      </PageTitle>
      {data ? (
        <Written publication={data} />
      ) : isBegun ? (
        <Begin />
      ) : (
        <Empty
          title="publication.empty.title"
          text="publication.empty.text"
          example="publication.empty.example"
        >
          {mayWrite && (
            <Button variant="contained" onClick={() => setIsBegun(true)}>
              {translate("publication.begin")}
            </Button>
          )}
        </Empty>
      )}
    </>
  );
}

function Begin() {
  const { code, title } = useIncident();
  const lookAgain = useLookAgain();
  return (
    <RecordCreate<Publication>
      contract={NewPublication}
      isWide
      saveLabel="publication.save"
      defaultValues={{
        slug: code.toLowerCase(),
        title,
        report: { ja: "", en: "" },
        impostorAdvice: defaultImpostorAdvice,
      }}
      onSaved={() => void lookAgain("publication")}
    >
      <Fields />
    </RecordCreate>
  );
}

function Written({ publication }: { publication: Publication }) {
  const mayWrite = useMay("disclosure.write");
  const lookAgain = useLookAgain();
  return (
    <>
      <Standing publication={publication} />
      <StaleValues values={publication.stale} />
      {mayWrite ? (
        <RecordEdit<Publication>
          key={publication.version}
          contract={PublicationChange}
          id={publication.id}
          isWide
          saveLabel="publication.save"
          onSaved={() => void lookAgain("publication", "approvals")}
        >
          <Fields isPublished={publication.editionNo !== null} />
        </RecordEdit>
      ) : (
        <ReadOnly publication={publication} />
      )}
      <Editions />
    </>
  );
}

function Fields({ isPublished = false }: { isPublished?: boolean }) {
  const sources = useSources();
  return (
    <>
      <TextInput
        source="slug"
        parse={asText}
        helperText="publication.slug.hint"
        disabled={isPublished}
      />
      <BilingualInput
        source="title"
        label="resources.publication.fields.title"
      />
      <WrittenText
        source="report"
        label="resources.publication.fields.report"
        minRows={12}
      />
      {sources && <MergeFields sources={sources} />}
      <WrittenText
        source="impostorAdvice"
        label="resources.publication.fields.impostorAdvice"
      />
    </>
  );
}

function ReadOnly({ publication }: { publication: Publication }) {
  const language = useLanguage();
  const sources = useSources();
  if (!sources) return null;
  return (
    <Box sx={{ maxWidth: 760 }}>
      <TextPreview
        text={inLanguage(publication.report, language)}
        language={language}
        sources={sources}
      />
    </Box>
  );
}

/** What the public reads, who waits for whom, and what may be done about it. */
function Standing({ publication }: { publication: Publication }) {
  const { id } = useIncident();
  const translate = useTranslate();
  const mayPublish = useMay("disclosure.publish");
  const [dialog, setDialog] = useState<"ask" | "takeDown" | null>(null);
  const { editionNo, publishedAt, slug, asked, isChanged } = publication;
  const isPublished = editionNo !== null && publishedAt !== null;
  return (
    <Box sx={{ mb: 2 }}>
      <Stack
        direction="row"
        sx={{ columnGap: 2, rowGap: 1, flexWrap: "wrap", alignItems: "center" }}
      >
        <StateMark isDue={!isPublished}>
          {isPublished
            ? translate("publication.state.published", { no: editionNo })
            : translate("publication.state.notPublished")}
        </StateMark>
        {isPublished && <InstantText at={publishedAt} />}
        <code>/{slug}</code>
        {isPublished && isChanged && (
          <span>{translate("publication.state.changed")}</span>
        )}
        <Box sx={{ flex: 1 }} />
        {mayPublish && !asked && (
          <Button
            variant="contained"
            color="secondary"
            onClick={() => setDialog("ask")}
          >
            {translate(
              isPublished ? "publication.ask.again" : "publication.ask",
            )}
          </Button>
        )}
        {mayPublish && isPublished && (
          <Button color="secondary" onClick={() => setDialog("takeDown")}>
            {translate("publication.takeDown")}
          </Button>
        )}
      </Stack>
      {asked && (
        <Alert severity="info" sx={{ mt: 1 }}>
          {translate("publication.asked", { name: asked.by.name })}{" "}
          <TextLink
            component={Link}
            color="inherit"
            to={`/incidents/${id}/approvals/${asked.approvalId}/show`}
          >
            {translate("publication.asked.open")}
          </TextLink>
        </Alert>
      )}
      {dialog === "ask" && (
        <AskToPublish
          publication={publication}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog === "takeDown" && (
        <TakeDown publication={publication} onClose={() => setDialog(null)} />
      )}
    </Box>
  );
}

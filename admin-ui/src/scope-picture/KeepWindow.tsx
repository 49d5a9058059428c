import { Box, Button, Stack, Typography } from "@mui/material";
import { TextInput, useTranslate } from "react-admin";
import { useState } from "react";
import { ExposureChange, type Exposure } from "@keii/shared";
import { ActDialog } from "../app/ActDialog.js";
import { asText } from "../app/choices.js";
import { useLanguage } from "../app/i18n.js";
import {
  refusalText,
  useKeiiDataProvider,
  useLookAgain,
} from "../app/saving.js";
import { DeltaText } from "../exposures/DeltaText.js";
import { draftOf } from "../exposures/DraftPreview.js";
import { circled, windowText } from "../exposures/exposure-text.js";
import { usePreview } from "../exposures/use-preview.js";
import type { Window } from "../exposures/window.js";

/** What a moved edge would add or remove, before anything is saved; and the two ways out. */
export function KeepWindow({
  exposure,
  draft,
  isAsked,
  onAsk,
  onReset,
}: {
  exposure: Exposure;
  draft: Window;
  /** The dialog that keeps it is open. */
  isAsked: boolean;
  onAsk: (isAsked: boolean) => void;
  onReset: () => void;
}) {
  const translate = useTranslate();
  const language = useLanguage();
  const { answer, error, isAsking } = usePreview(
    exposure.id,
    draftOf({ ...exposure, ...draft }),
  );
  const name = `${circled(exposure.no)} ${exposure.name}`;
  const span =
    windowText(draft, language) ?? translate("exposures.says.anyDay");
  return (
    <Box
      sx={{
        border: 1,
        borderColor: "text.primary",
        bgcolor: "background.paper",
        px: 1.5,
        py: 1,
        mb: 1,
      }}
    >
      <Typography variant="body2">
        {translate("scope.picture.moved", { name, span })}
      </Typography>
      <Stack
        direction="row"
        sx={{ gap: 2, alignItems: "center", flexWrap: "wrap" }}
      >
        <Typography
          component="div"
          role="status"
          aria-busy={isAsking}
          sx={{ fontSize: "1.25rem", minHeight: 34, minWidth: "16em" }}
        >
          {error ? (
            refusalText(error, translate)
          ) : answer ? (
            <DeltaText {...answer} />
          ) : (
            <Box component="span" sx={{ color: "text.secondary" }}>
              {translate("exposures.preview.counting")}
            </Box>
          )}
        </Typography>
        <Button variant="contained" onClick={() => onAsk(true)}>
          {translate("scope.picture.keep")}
        </Button>
        <Button color="inherit" onClick={onReset}>
          {translate("scope.picture.putBack")}
        </Button>
      </Stack>
      {isAsked && (
        <KeepDialog
          exposure={exposure}
          draft={draft}
          sentence={
            <>
              {translate("scope.picture.keep.sentence", { name, span })}{" "}
              {answer && <DeltaText {...answer} />}
            </>
          }
          onDone={onReset}
          onClose={() => onAsk(false)}
        />
      )}
    </Box>
  );
}

function KeepDialog({
  exposure,
  draft,
  sentence,
  onDone,
  onClose,
}: {
  exposure: Exposure;
  draft: Window;
  sentence: React.ReactNode;
  onDone: () => void;
  onClose: () => void;
}) {
  const translate = useTranslate();
  const dataProvider = useKeiiDataProvider();
  const lookAgain = useLookAgain();
  const [base] = useState(exposure);
  const { fromOn, fromAt, untilOn, untilAt } = draft;
  return (
    <ActDialog
      title={translate("scope.picture.keep.title")}
      sentence={sentence}
      submitLabel={translate("scope.picture.keep")}
      contract={ExposureChange}
      defaultValues={{ reason: "" }}
      onSubmit={async (data) => {
        await dataProvider.update("exposures", {
          id: base.id,
          data: { fromOn, fromAt, untilOn, untilAt, ...data },
          previousData: base,
        });
        await lookAgain("exposures", "scope-runs");
        onDone();
      }}
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

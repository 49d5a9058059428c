import { Box, Button, MenuItem, TextField, Typography } from "@mui/material";
import { visuallyHidden } from "@mui/utils";
import { useCreatePath, useTranslate } from "react-admin";
import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import { Link } from "react-router";
import {
  formatMoment,
  timelineCategories,
  timelineTypes,
  visibilities,
  type TimelineEvent,
} from "@keii/shared";
import { FileDrop } from "../app/FileDrop.js";
import { FilePicker } from "../app/FilePicker.js";
import { UploadList } from "../app/UploadList.js";
import { useAttach } from "../app/use-attach.js";
import { useUploads } from "../app/use-uploads.js";
import { DraftOffer, useDraft } from "../app/drafts.js";
import { useIncident, useKnownYear, useMay } from "../app/Incident.js";
import { useLanguage } from "../app/i18n.js";
import { isCompositionEvent } from "../app/composition.js";
import { useEntryLine, type TypedLine } from "./use-entry-line.js";

interface EntryLineProps {
  /** Id of the text field, for whoever wants to bring the keyboard here. */
  id?: string;
  /** The entry behind which the line goes: its day and time are filled in. */
  behind?: TimelineEvent;
  onSaved: (entries: TimelineEvent[]) => Promise<void>;
  onClose?: () => void;
}

/** One entry from the keyboard: when, what, Enter. */
export function TimelineEntryLine(props: EntryLineProps) {
  const { id, behind, onSaved, onClose } = props;
  const translate = useTranslate();
  const incident = useIncident();
  const fallbackId = useId();
  const textId = id ?? fallbackId;
  const hintId = useId();
  const text = useRef<HTMLInputElement>(null);
  const line = useEntryLine(behind);
  const { typed, change, warnings, errors, isSaving } = line;
  const draft = useDraft<TypedLine>(
    `timeline:${incident.id}:${behind ? `behind:${behind.id}` : "new"}`,
    typed.text.trim() ? typed : null,
  );
  const mayAttach = useMay("evidence.write");
  const uploads = useUploads();
  const attach = useAttach(uploads);
  const [said, setSaid] = useState("");
  useEffect(() => {
    if (behind) text.current?.focus();
  }, [behind]);

  const save = async () => {
    const entry = await line.save();
    if (!entry) return;
    void draft.discard();
    await attach(entry.id);
    setSaid(translate("timeline.line.saved", { text: entry.text ?? "" }));
    await onSaved([entry]);
    if (onClose) onClose();
    else text.current?.focus();
  };
  const press = (event: KeyboardEvent) => {
    if (isCompositionEvent(event)) return;
    if (event.key === "Escape" && onClose) {
      event.stopPropagation();
      onClose();
    }
    if (event.key !== "Enter" || event.shiftKey || event.altKey) return;
    if (!(event.target instanceof HTMLElement)) return;
    if (event.target.closest("button, a, [role=combobox]")) return;
    event.preventDefault();
    void save();
  };

  return (
    <FileDrop onFiles={uploads.add} isOff={!mayAttach}>
      <Box className="keii-screen-only" sx={{ mb: 1.5 }}>
        {!behind && <DraftOffer draft={draft} onRestore={change} />}
        <Box
          role="form"
          aria-label={translate(
            behind ? "timeline.line.insert" : "timeline.line.name",
          )}
          onKeyDown={press}
          sx={{
            display: "flex",
            flexWrap: "wrap",
            gap: 1,
            alignItems: "flex-start",
            "& .MuiFormControl-root": { m: 0, width: "auto" },
          }}
        >
          <TextField
            label={translate("timeline.line.when")}
            placeholder={translate("timeline.line.whenExample")}
            value={typed.when}
            error={errors.when !== undefined}
            onChange={(event) => change({ when: event.target.value })}
            sx={{ flex: { xs: "1 1 100%", sm: "0 0 11rem" } }}
            slotProps={{
              htmlInput: { "aria-describedby": hintId, autoComplete: "off" },
            }}
          />
          <TextField
            id={textId}
            inputRef={text}
            label={translate("timeline.line.text")}
            placeholder={translate("timeline.line.textExample")}
            value={typed.text}
            multiline
            maxRows={6}
            error={errors.text !== undefined}
            onChange={(event) => change({ text: event.target.value })}
            sx={{ flex: { xs: "1 1 100%", sm: "1 1 18rem" } }}
            slotProps={{ htmlInput: { "aria-describedby": hintId } }}
          />
          <LineChoices typed={typed} change={change} />
          <Button
            variant="contained"
            disabled={isSaving || typed.text.trim() === ""}
            onClick={() => void save()}
            sx={{ minHeight: 40, flexGrow: { xs: 1, sm: 0 } }}
          >
            {translate("timeline.line.save")}
          </Button>
          {mayAttach && (
            <FilePicker
              onFiles={uploads.add}
              label="app.files.attach"
              variant="text"
            />
          )}
          {onClose && (
            <Button color="inherit" onClick={onClose} sx={{ minHeight: 40 }}>
              {translate("ra.action.cancel")}
            </Button>
          )}
        </Box>
        <Box id={hintId} sx={{ minHeight: 22, mt: 0.25 }}>
          <LineHint line={line} />
          {[
            ...Object.values(errors),
            ...warnings,
            ...(line.duplicate
              ? [
                  translate("timeline.line.duplicate", {
                    no: line.duplicate.no,
                  }),
                ]
              : []),
          ].map((words) => (
            <Typography
              key={words}
              variant="body2"
              color="warning"
              component="p"
            >
              {words}
            </Typography>
          ))}
          {typed.text.trim().includes("\n") && (
            <PasteInstead text={typed.text} />
          )}
        </Box>
        <UploadList uploads={uploads} />
        <span role="status" style={visuallyHidden}>
          {said}
        </span>
      </Box>
    </FileDrop>
  );
}

function LineChoices(props: {
  typed: TypedLine;
  change: (part: Partial<TypedLine>) => void;
}) {
  const { typed, change } = props;
  const translate = useTranslate();
  const mayReadCounsel = useMay("timeline.readCounsel");
  const choices = [
    ["type", timelineTypes],
    ["category", timelineCategories],
    [
      "visibility",
      visibilities.filter((one) => one !== "counsel" || mayReadCounsel),
    ],
  ] as const;
  return (
    <>
      {choices.map(([field, options]) => (
        <TextField
          key={field}
          select
          label={translate(`timeline.field.${field}`)}
          value={typed[field]}
          onChange={(event) => change({ [field]: event.target.value })}
          sx={{ flex: { xs: "1 1 30%", sm: "0 0 auto" }, minWidth: 96 }}
        >
          {options.map((option) => (
            <MenuItem key={option} value={option} dense>
              {translate(`timeline.${field}.${option}`)}
            </MenuItem>
          ))}
        </TextField>
      ))}
      {typed.visibility === "counsel" && (
        <TextField
          label={translate("timeline.field.counselBasis")}
          value={typed.counselBasis}
          onChange={(event) => change({ counselBasis: event.target.value })}
          sx={{ flex: "1 1 12rem" }}
        />
      )}
    </>
  );
}

/** How the date was understood, while it is typed. */
function LineHint({ line }: { line: ReturnType<typeof useEntryLine> }) {
  const translate = useTranslate();
  const { zone } = useIncident();
  const year = useKnownYear();
  const language = useLanguage();
  const { read, typed } = line;
  const when = read && formatMoment(read.occurred, { zone, language, year });
  return (
    <Typography variant="body2" color="text.secondary" component="p">
      {when
        ? translate(
            typed.when.trim() ? "timeline.line.read" : "timeline.line.readNow",
            { when },
          )
        : translate("timeline.line.notRead")}
    </Typography>
  );
}

function PasteInstead({ text }: { text: string }) {
  const translate = useTranslate();
  const createPath = useCreatePath();
  return (
    <Typography variant="body2">
      {translate("timeline.line.manyLines")}{" "}
      <Link
        to={`${createPath({ resource: "timeline", type: "list" })}/paste`}
        state={{ text }}
      >
        {translate("timeline.go.paste")}
      </Link>
    </Typography>
  );
}

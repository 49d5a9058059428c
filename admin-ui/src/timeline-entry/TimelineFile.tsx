import { Alert, Box, Button, TextField, Typography } from "@mui/material";
import { useCreatePath, useNotify, useTranslate } from "react-admin";
import { useRef, useState } from "react";
import { Link, useNavigate } from "react-router";
import type { TimelineFilePreview } from "@keii/shared";
import { useMay } from "../app/Incident.js";
import { isRefusal } from "../app/http.js";
import { NotOpen } from "../app/NotOpen.js";
import { PageTitle } from "../app/PageTitle.js";
import { fieldMessages, useLookAgain, useTellRefusal } from "../app/saving.js";
import { readCsvText } from "./csv-text.js";
import { FilePreview } from "./FilePreview.js";
import { useTimelineCalls } from "../timeline-rows/timeline-calls.js";

interface Chosen {
  name: string;
  csv: string;
  preview: TimelineFilePreview;
}

/** A CSV as the export writes it: what it would change is shown first, and saved in one step. */
export function TimelineFile() {
  const translate = useTranslate();
  const createPath = useCreatePath();
  const navigate = useNavigate();
  const notify = useNotify();
  const tellRefusal = useTellRefusal();
  const lookAgain = useLookAgain();
  const mayWrite = useMay("timeline.write");
  const calls = useTimelineCalls();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const list = createPath({ resource: "timeline", type: "list" });

  const attempt = async (work: () => Promise<void>) => {
    setIsBusy(true);
    setProblem(null);
    try {
      await work();
    } catch (error) {
      const messages = isRefusal(error) ? fieldMessages(error) : undefined;
      const refused =
        isRefusal(error) &&
        (error.body?.current as TimelineFilePreview | undefined);
      if (refused) setChosen((old) => old && { ...old, preview: refused });
      if (messages) setProblem(Object.values(messages).join(" "));
      else tellRefusal(error);
    } finally {
      setIsBusy(false);
    }
  };
  const choose = (file: File) =>
    attempt(async () => {
      const csv = await readCsvText(file);
      const preview = await calls.readFile({ csv, isPreview: true });
      setChosen({ name: file.name, csv, preview });
    });
  const save = () =>
    attempt(async () => {
      if (!chosen) return;
      const { csv, preview } = chosen;
      if (preview.changedCount > 0 && !reason.trim()) {
        setProblem(translate("timeline.file.reasonMissing"));
        return;
      }
      const saved = await calls.readFile({
        csv,
        ...(reason.trim() && { reason: reason.trim() }),
      });
      await lookAgain("timeline", "incidents");
      notify("timeline.file.saved", {
        type: "info",
        messageArgs: { added: saved.newCount, corrected: saved.changedCount },
      });
      void navigate(list);
    });

  if (!mayWrite) return <NotOpen />;
  return (
    <Box>
      <PageTitle title="timeline.file.title">
        <Button component={Link} to={list} color="inherit">
          {translate("timeline.back")}
        </Button>
      </PageTitle>
      <Typography sx={{ mb: 1.5, maxWidth: 760 }}>
        {translate("timeline.file.explain")}
      </Typography>
      <FileDrop
        name={chosen?.name}
        isBusy={isBusy}
        onChoose={(file) => void choose(file)}
      />
      {problem && (
        <Alert severity="error" role="alert" sx={{ my: 1 }}>
          {problem}
        </Alert>
      )}
      {chosen && (
        <>
          <FilePreview preview={chosen.preview} />
          <SaveFile
            preview={chosen.preview}
            reason={reason}
            isBusy={isBusy}
            onReason={setReason}
            onSave={() => void save()}
          />
        </>
      )}
    </Box>
  );
}

function FileDrop(props: {
  name: string | undefined;
  isBusy: boolean;
  onChoose: (file: File) => void;
}) {
  const { name, isBusy, onChoose } = props;
  const translate = useTranslate();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  return (
    <Box
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setIsOver(false);
        const file = event.dataTransfer.files[0];
        if (file) onChoose(file);
      }}
      sx={{
        border: isOver ? 2 : 1,
        borderStyle: "dashed",
        borderColor: isOver ? "text.primary" : "text.secondary",
        p: 2,
        maxWidth: 760,
        display: "flex",
        gap: 1.5,
        alignItems: "center",
        flexWrap: "wrap",
      }}
    >
      <Button
        variant="contained"
        disabled={isBusy}
        onClick={() => input.current?.click()}
      >
        {translate("timeline.file.choose")}
      </Button>
      <Typography variant="body2">
        {name ?? translate("timeline.file.drop")}
      </Typography>
      <input
        ref={input}
        type="file"
        accept=".csv,text/csv"
        hidden
        data-testid="timeline-file"
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) onChoose(file);
          event.target.value = "";
        }}
      />
    </Box>
  );
}

function SaveFile(props: {
  preview: TimelineFilePreview;
  reason: string;
  isBusy: boolean;
  onReason: (reason: string) => void;
  onSave: () => void;
}) {
  const { preview, reason, isBusy, onReason, onSave } = props;
  const { newCount, changedCount, rejectedCount } = preview;
  const translate = useTranslate();
  if (rejectedCount > 0)
    return (
      <Alert severity="warning" sx={{ maxWidth: 760, mt: 2 }}>
        {translate("timeline.file.rejected", { smart_count: rejectedCount })}
      </Alert>
    );
  if (newCount + changedCount === 0)
    return (
      <Typography sx={{ mt: 2 }}>
        {translate("timeline.file.nothing")}
      </Typography>
    );
  return (
    <Box sx={{ maxWidth: 760, mt: 2 }}>
      {changedCount > 0 && (
        <TextField
          label={translate("timeline.file.reason")}
          value={reason}
          required
          multiline
          minRows={2}
          onChange={(event) => onReason(event.target.value)}
        />
      )}
      <Button
        variant="contained"
        disabled={isBusy}
        onClick={onSave}
        sx={{ mt: 1 }}
      >
        {translate("timeline.file.save", {
          added: newCount,
          corrected: changedCount,
        })}
      </Button>
    </Box>
  );
}

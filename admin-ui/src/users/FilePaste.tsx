import { Alert, Button, Stack, TextField, Typography } from "@mui/material";
import { useTranslate } from "ra-core";
import { useRef, useState, type ChangeEvent } from "react";
import { DraftOffer, useDraft } from "../app/drafts.js";
import { saveFile } from "../app/ExportButtons.js";
import { Failure } from "../app/Failure.js";
import { asUserCsv, decodeCsv } from "./user-csv.js";

/** Where a table is pasted, or a file chosen. `onRead` answers whether any line could be read. */
export function FilePaste({
  onRead,
}: {
  onRead: (csv: string) => Promise<boolean>;
}) {
  const translate = useTranslate();
  const [text, setText] = useState("");
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const [isNothing, setIsNothing] = useState(false);
  const chooser = useRef<HTMLInputElement>(null);
  const draft = useDraft<string>("users:file", text.trim() ? text : null);

  const check = async (pasted: string) => {
    setIsBusy(true);
    setProblem(null);
    setIsNothing(false);
    try {
      const isRead = await onRead(asUserCsv(pasted));
      if (isRead) await draft.discard();
      else setIsNothing(true);
    } catch (error) {
      setProblem(error);
    } finally {
      setIsBusy(false);
    }
  };
  const choose = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0];
    if (!file) return;
    const content = decodeCsv(await file.arrayBuffer());
    target.value = "";
    setText(content);
    await check(content);
  };

  return (
    <Stack sx={{ maxWidth: 760, gap: 1.5 }}>
      <Typography>{translate("users.file.intro")}</Typography>
      <Typography variant="body2" color="textSecondary">
        {translate("users.file.columns")}
      </Typography>
      <DraftOffer draft={draft} onRestore={setText} />
      <TextField
        label={translate("users.file.paste")}
        multiline
        minRows={8}
        maxRows={20}
        value={text}
        placeholder={translate("users.file.example")}
        onChange={(event) => setText(event.target.value)}
        slotProps={{
          inputLabel: { shrink: true },
          htmlInput: { spellCheck: false, wrap: "off" },
        }}
      />
      {isNothing && (
        <Alert severity="warning" role="alert">
          {translate("users.file.nothing")}
        </Alert>
      )}
      {problem !== null && <Failure error={problem} />}
      <Stack direction="row" sx={{ gap: 1, flexWrap: "wrap" }}>
        <Button
          variant="contained"
          disabled={isBusy || text.trim() === ""}
          onClick={() => void check(text)}
        >
          {translate(isBusy ? "users.file.checking" : "users.file.check")}
        </Button>
        <Button variant="outlined" onClick={() => chooser.current?.click()}>
          {translate("users.file.choose")}
        </Button>
        <input
          ref={chooser}
          type="file"
          accept=".csv,.tsv,.txt,text/csv"
          hidden
          onChange={(event) => {
            choose(event).catch(setProblem);
          }}
        />
        <Button onClick={() => saveTemplate(translate)}>
          {translate("users.file.template")}
        </Button>
      </Stack>
    </Stack>
  );
}

/** With a mark, so that spreadsheets read it as UTF-8. */
function saveTemplate(translate: (key: string) => string): void {
  const content = `\uFEFF${translate("users.file.example")}\n`;
  saveFile(
    new Blob([content], { type: "text/csv" }),
    translate("users.file.templateName"),
  );
}

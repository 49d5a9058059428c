import {
  Box,
  Button,
  FormControl,
  FormControlLabel,
  FormHelperText,
  FormLabel,
  Radio,
  RadioGroup,
} from "@mui/material";
import { useRedirect, useRequireAccess, useTranslate } from "ra-core";
import { useState, type FormEvent } from "react";
import {
  importKinds,
  safeFileName,
  type ImportBatch,
  type ImportKind,
} from "@keii/shared";
import { PageTitle } from "../app/PageTitle.js";
import {
  useKeiiDataProvider,
  useLookAgain,
  useTellRefusal,
} from "../app/saving.js";
import { FileChoice } from "./FileChoice.js";
import { MemberBaseChoice } from "./MemberBaseChoice.js";
import { sendings } from "./sendings.js";

/** A new import: what it holds, whose ids they are, and the file. */
export function BatchCreate() {
  const translate = useTranslate();
  const goTo = useRedirect();
  const dataProvider = useKeiiDataProvider();
  const lookAgain = useLookAgain();
  const tellRefusal = useTellRefusal();
  const { isPending } = useRequireAccess({
    resource: "import-batches",
    action: "create",
  });
  const [kind, setKind] = useState<ImportKind>("customers");
  const [memberBaseId, setMemberBaseId] = useState("");
  const [file, setFile] = useState<File | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const missing = [
    memberBaseId === "" && "imports.missing.memberBase",
    !file && "imports.missing.file",
    file?.size === 0 && "imports.missing.content",
  ].filter((key) => key !== false);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (!file || missing.length > 0) return;
    setIsBusy(true);
    try {
      const fileName = safeFileName(file.name).slice(-255);
      const { data } = await dataProvider.create<ImportBatch>(
        "import-batches",
        { data: { kind, memberBaseId, fileName } },
      );
      const path = `${dataProvider.pathOf("import-batches")}/${data.id}`;
      void sendings
        .start(path, data.id, file)
        .then(() => lookAgain("import-batches"));
      void lookAgain("import-batches");
      goTo("show", "import-batches", data.id);
    } catch (error) {
      tellRefusal(error);
      setIsBusy(false);
    }
  };
  if (isPending) return null;
  return (
    <Box component="form" onSubmit={(event) => void send(event)} noValidate>
      <PageTitle title="imports.create.title" />
      <FormControl sx={{ mb: 2 }}>
        <FormLabel id="import-kind">
          {translate("resources.import-batches.fields.kind")}
        </FormLabel>
        <RadioGroup
          row
          aria-labelledby="import-kind"
          value={kind}
          onChange={(_, chosen) => setKind(chosen as ImportKind)}
        >
          {importKinds.map((one) => (
            <FormControlLabel
              key={one}
              value={one}
              control={<Radio autoFocus={one === kind} />}
              label={translate(`imports.kind.${one}`)}
            />
          ))}
        </RadioGroup>
        <FormHelperText sx={{ mx: 0 }}>
          {translate(`imports.kind.${kind}.hint`)}
        </FormHelperText>
      </FormControl>
      <Box sx={{ mb: 2 }}>
        <MemberBaseChoice value={memberBaseId} onChange={setMemberBaseId} />
      </Box>
      <FileChoice file={file} onFile={setFile} />
      <Box sx={{ display: "flex", alignItems: "center", gap: 2 }}>
        <Button
          type="submit"
          variant="contained"
          disabled={isBusy || missing.length > 0}
        >
          {translate("imports.send")}
        </Button>
        <small>
          {missing.length > 0
            ? missing.map((key) => translate(key)).join(translate("app.comma"))
            : translate("imports.send.hint")}
        </small>
      </Box>
    </Box>
  );
}

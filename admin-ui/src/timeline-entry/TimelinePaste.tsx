import {
  Alert,
  Box,
  Button,
  MenuItem,
  TextField,
  Typography,
} from "@mui/material";
import { useCreatePath, useTranslate } from "react-admin";
import { Link, useLocation } from "react-router";
import { visibilities, type Visibility } from "@keii/shared";
import { DraftOffer } from "../app/drafts.js";
import { useMay } from "../app/Incident.js";
import { keyName, useKey } from "../app/keys.js";
import { NotOpen } from "../app/NotOpen.js";
import { PageTitle } from "../app/PageTitle.js";
import { PasteTable } from "./PasteTable.js";
import { usePaste, type Paste } from "./use-paste.js";

/** Many lines at once: pasted, read into a preview, corrected there, saved in one step. */
export function TimelinePaste() {
  const translate = useTranslate();
  const createPath = useCreatePath();
  const mayWrite = useMay("timeline.write");
  const { state } = useLocation() as { state: { text?: string } | null };
  const paste = usePaste(state?.text ?? "");
  useKey("mod+enter", "app.keys.save", () =>
    paste.preview ? void paste.save() : paste.read(),
  );
  useKey("mod+z", "timeline.paste.undo", paste.undo, paste.canUndo);
  if (!mayWrite) return <NotOpen />;
  return (
    <Box>
      <PageTitle title="timeline.paste.title">
        <Button
          component={Link}
          to={createPath({ resource: "timeline", type: "list" })}
          color="inherit"
        >
          {translate("timeline.back")}
        </Button>
      </PageTitle>
      <DraftOffer draft={paste.draft} onRestore={paste.restore} />
      {paste.preview ? <Preview paste={paste} /> : <Source paste={paste} />}
    </Box>
  );
}

function Source({ paste }: { paste: Paste }) {
  const translate = useTranslate();
  return (
    <Box sx={{ maxWidth: 860 }}>
      <Typography sx={{ mb: 1 }}>
        {translate("timeline.paste.explain")}
      </Typography>
      <TextField
        label={translate("timeline.paste.text")}
        placeholder={translate("timeline.paste.example")}
        value={paste.text}
        multiline
        minRows={12}
        maxRows={28}
        autoFocus
        onChange={(event) => paste.setText(event.target.value)}
      />
      <Button
        variant="contained"
        disabled={paste.text.trim() === "" || paste.isReading}
        onClick={paste.read}
        title={keyName("mod+enter")}
      >
        {translate("timeline.paste.read")}
      </Button>
    </Box>
  );
}

function Preview({ paste }: { paste: Paste }) {
  const translate = useTranslate();
  const { checked, isSaving, problem } = paste;
  const ready = checked.filter((one) => one.isReady).length;
  const unready = checked.length - ready;
  return (
    <>
      <Box
        sx={{
          display: "flex",
          flexWrap: "wrap",
          gap: 1,
          alignItems: "center",
          mb: 1,
          "& .MuiFormControl-root": { m: 0, width: "auto" },
        }}
      >
        <Button
          variant="contained"
          disabled={isSaving || ready === 0 || unready > 0}
          onClick={() => void paste.save()}
          title={keyName("mod+enter")}
        >
          {translate("timeline.paste.save", { smart_count: ready })}
        </Button>
        <Button color="inherit" disabled={!paste.canUndo} onClick={paste.undo}>
          {translate("timeline.paste.undo")}
        </Button>
        <Button color="inherit" onClick={paste.backToText}>
          {translate("timeline.paste.back")}
        </Button>
        <AllVisibility paste={paste} />
        <Typography variant="body2" role="status">
          {translate("timeline.paste.count", { smart_count: checked.length })}
          {unready > 0 &&
            ` ${translate("timeline.paste.unready", { smart_count: unready })}`}
        </Typography>
      </Box>
      {problem && (
        <Alert severity="error" role="alert" sx={{ mb: 1 }}>
          {problem}
        </Alert>
      )}
      {paste.unreadFrom !== null && (
        <Alert severity="warning" sx={{ mb: 1 }}>
          {translate("timeline.paste.tooMany", { line: paste.unreadFrom })}
        </Alert>
      )}
      <PasteTable paste={paste} />
    </>
  );
}

function AllVisibility({ paste }: { paste: Paste }) {
  const translate = useTranslate();
  // What is for counsel only needs its basis, entry by entry.
  const options = visibilities.filter((one) => one !== "counsel");
  const [first] = paste.checked;
  const isShared = paste.checked.every(
    ({ row }) => row.visibility === first?.row.visibility,
  );
  return (
    <TextField
      select
      label={translate("timeline.paste.allVisibility")}
      value={isShared && first ? first.row.visibility : ""}
      sx={{ minWidth: 150 }}
      onChange={(event) =>
        paste.changeAll({ visibility: event.target.value as Visibility })
      }
    >
      {options.map((option) => (
        <MenuItem key={option} value={option} dense>
          {translate(`timeline.visibility.${option}`)}
        </MenuItem>
      ))}
    </TextField>
  );
}

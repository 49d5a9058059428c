import {
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Link as TextLink,
  MenuItem,
  TextField,
  Typography,
} from "@mui/material";
import { useQuery } from "@tanstack/react-query";
import { useNotify, useTranslate } from "ra-core";
import { useId, useState } from "react";
import { Link } from "react-router";
import {
  offsetText,
  type Playbook,
  type PlaybookApplied,
  type PlaybookPreview,
  type PlaybookPreviewTask,
} from "@keii/shared";
import { DueText } from "../app/DueText.js";
import { Failure } from "../app/Failure.js";
import { call } from "../app/http.js";
import { useLanguage } from "../app/i18n.js";
import { useMay } from "../app/Incident.js";
import {
  useKeiiDataProvider,
  useLookAgain,
  useTellRefusal,
} from "../app/saving.js";

/** Shows what a playbook would make of this case, and makes it in one act. */
export function ApplyPlaybook({ onClose }: { onClose: () => void }) {
  const translate = useTranslate();
  const titleId = useId();
  const [chosen, setChosen] = useState("");
  const { list, preview, error, apply, isBusy } = useApplying(chosen, onClose);
  const missing = preview?.tasks.filter(({ made }) => made === null) ?? [];
  return (
    <Dialog
      open
      onClose={onClose}
      maxWidth="sm"
      fullWidth
      aria-labelledby={titleId}
    >
      <DialogTitle id={titleId}>
        {translate("tasks.playbook.apply")}
      </DialogTitle>
      <DialogContent>
        <Typography sx={{ mb: 2 }}>
          {translate("tasks.playbook.apply.sentence")}
        </Typography>
        {error !== null && <Failure error={error} />}
        {list?.length === 0 && <NoPlaybook />}
        {list && list.length > 0 && (
          <TextField
            select
            fullWidth
            label={translate("resources.playbooks.name", { smart_count: 1 })}
            value={chosen}
            onChange={(event) => setChosen(event.target.value)}
          >
            {list.map(({ id, name }) => (
              <MenuItem key={id} value={id} sx={{ whiteSpace: "normal" }}>
                {name}
              </MenuItem>
            ))}
          </TextField>
        )}
        {preview && <Preview preview={preview} />}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{translate("ra.action.cancel")}</Button>
        <Button
          variant="contained"
          disabled={isBusy || missing.length === 0}
          onClick={() => void apply()}
        >
          {translate("tasks.playbook.make", { smart_count: missing.length })}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function useApplying(chosen: string, onClose: () => void) {
  const notify = useNotify();
  const lookAgain = useLookAgain();
  const tellRefusal = useTellRefusal();
  const path = useKeiiDataProvider().pathOf("playbooks");
  const [isBusy, setIsBusy] = useState(false);
  const offered = useQuery({
    queryKey: ["playbooks", "offered"],
    queryFn: async ({ signal }) =>
      (await call<Playbook[]>(`${path}?range=[0,199]`, { signal })).data,
  });
  const previewed = useQuery({
    // What is there already changes with the tasks.
    queryKey: ["tasks", "playbook", chosen],
    enabled: chosen !== "",
    queryFn: async ({ signal }) =>
      (await call<PlaybookPreview>(`${path}/${chosen}`, { signal })).data,
  });
  const preview = chosen === "" ? undefined : previewed.data;
  const apply = async () => {
    if (!preview) return;
    setIsBusy(true);
    try {
      const { data } = await call<PlaybookApplied>(
        `${path}/${preview.id}/apply`,
        { method: "POST", headers: { "If-Match": `"v${preview.version}"` } },
      );
      notify("tasks.playbook.made", {
        type: "info",
        messageArgs: { smart_count: data.made.length, kept: data.keptCount },
      });
      onClose();
    } catch (refusal) {
      tellRefusal(refusal);
    } finally {
      setIsBusy(false);
      await lookAgain("tasks", "playbooks");
    }
  };
  return {
    list: offered.data,
    preview,
    error: offered.error ?? previewed.error,
    apply,
    isBusy,
  };
}

function NoPlaybook() {
  const translate = useTranslate();
  const mayRead = useMay("playbooks.read");
  return (
    <Typography color="textSecondary">
      {translate("tasks.playbook.none")}{" "}
      {mayRead && (
        <TextLink component={Link} to="/playbooks">
          {translate("tasks.playbook.toList")}
        </TextLink>
      )}
    </Typography>
  );
}

function Preview({ preview }: { preview: PlaybookPreview }) {
  const translate = useTranslate();
  const waiting = preview.tasks.filter(
    ({ isWaiting, made }) => isWaiting && made === null,
  ).length;
  return (
    <>
      {preview.whenToUse !== "" && (
        <Typography
          variant="body2"
          color="textSecondary"
          sx={{ my: 1, whiteSpace: "pre-line", overflowWrap: "anywhere" }}
        >
          {preview.whenToUse}
        </Typography>
      )}
      {waiting > 0 && (
        <Typography variant="body2" sx={{ my: 1 }}>
          {translate("tasks.playbook.waiting", { smart_count: waiting })}
        </Typography>
      )}
      <Box component="ul" sx={{ listStyle: "none", p: 0, m: 0 }}>
        {preview.tasks.map((task) => (
          <PreviewRow key={task.id} task={task} />
        ))}
      </Box>
    </>
  );
}

function PreviewRow({ task }: { task: PlaybookPreviewTask }) {
  const translate = useTranslate();
  const language = useLanguage();
  const { title, role, due, dueOn, dueAt, isWaiting, assignee, made } = task;
  const who = assignee?.name ?? (role && translate(`role.${role}`));
  return (
    <Box
      component="li"
      sx={{
        py: 0.75,
        borderBottom: 1,
        borderColor: "divider",
        overflowWrap: "anywhere",
      }}
    >
      <Typography sx={{ fontWeight: made ? 400 : 700 }}>{title}</Typography>
      <Typography variant="body2" color="textSecondary">
        {made ? (
          translate("tasks.playbook.there", {
            state: translate(`tasks.state.${made.state}`),
          })
        ) : (
          <>
            {isWaiting ? (
              translate("tasks.waits")
            ) : (
              <DueText dueOn={dueOn} dueAt={dueAt} />
            )}
            {due && ` (${offsetText(due, language)})`}
            {who && ` · ${who}`}
          </>
        )}
      </Typography>
    </Box>
  );
}

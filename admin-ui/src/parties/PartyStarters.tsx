import {
  Box,
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  FormControlLabel,
  TextField,
  Typography,
} from "@mui/material";
import { useQuery } from "@tanstack/react-query";
import { useNotify, useTranslate } from "ra-core";
import { useId, useState } from "react";
import {
  inLanguage,
  partyRoles,
  type Party,
  type PartyStarter,
} from "@keii/shared";
import { Failure } from "../app/Failure.js";
import { call } from "../app/http.js";
import { useLanguage } from "../app/i18n.js";
import {
  useKeiiDataProvider,
  useLookAgain,
  useTellRefusal,
} from "../app/saving.js";

/** The bodies nearly every case meets: several are taken over at once, those that are there already are marked. */
export function PartyStarters({ onClose }: { onClose: () => void }) {
  const translate = useTranslate();
  const notify = useNotify();
  const titleId = useId();
  const lookAgain = useLookAgain();
  const tellRefusal = useTellRefusal();
  const path = `${useKeiiDataProvider().pathOf("parties")}/starters`;
  const [typed, setTyped] = useState("");
  const [keys, setKeys] = useState<readonly string[]>([]);
  const [isBusy, setIsBusy] = useState(false);
  const { data = [], error } = useQuery({
    queryKey: ["parties", "starters"],
    queryFn: async ({ signal }) =>
      (await call<PartyStarter[]>(path, { signal })).data,
  });
  const found = data.filter((starter) => isNamed(starter, typed));
  const take = async () => {
    setIsBusy(true);
    try {
      await call<Party[]>(path, { method: "POST", body: { keys } });
      notify("parties.starters.taken", {
        type: "info",
        messageArgs: { smart_count: keys.length },
      });
      await lookAgain("parties");
      onClose();
    } catch (refusal) {
      tellRefusal(refusal);
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <Dialog
      open
      onClose={onClose}
      maxWidth="sm"
      fullWidth
      aria-labelledby={titleId}
    >
      <DialogTitle id={titleId}>{translate("parties.starters")}</DialogTitle>
      <DialogContent>
        <Typography sx={{ mb: 1 }}>
          {translate("parties.starters.sentence")}
        </Typography>
        <TextField
          label={translate("resources.parties.fields.q")}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          fullWidth
          autoFocus
        />
        {error && <Failure error={error} />}
        {partyRoles.map((role) => (
          <Group
            key={role}
            title={translate(`parties.role.${role}`)}
            starters={found.filter(({ roles }) => roles[0] === role)}
            keys={keys}
            onChange={setKeys}
          />
        ))}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{translate("ra.action.cancel")}</Button>
        <Button
          variant="contained"
          disabled={isBusy || keys.length === 0}
          onClick={() => void take()}
        >
          {translate("parties.starters.take", { smart_count: keys.length })}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function Group({
  title,
  starters,
  keys,
  onChange,
}: {
  title: string;
  starters: PartyStarter[];
  keys: readonly string[];
  onChange: (keys: readonly string[]) => void;
}) {
  const translate = useTranslate();
  const language = useLanguage();
  const titleId = useId();
  if (starters.length === 0) return null;
  return (
    <Box role="group" aria-labelledby={titleId} sx={{ mt: 2 }}>
      <Typography variant="h3" id={titleId}>
        {title}
      </Typography>
      {starters.map(({ key, officialName, shortName, partyId }) => {
        const short = inLanguage(shortName, language);
        return (
          <FormControlLabel
            key={key}
            sx={{ display: "flex" }}
            disabled={partyId !== null}
            control={
              <Checkbox
                size="small"
                checked={partyId !== null || keys.includes(key)}
                onChange={(_, isChosen) =>
                  onChange(
                    isChosen
                      ? [...keys, key]
                      : keys.filter((other) => other !== key),
                  )
                }
              />
            }
            label={
              <>
                {inLanguage(officialName, language)}
                {short && ` (${short})`}
                {partyId !== null && ` ${translate("parties.starters.there")}`}
              </>
            }
          />
        );
      })}
    </Box>
  );
}

/** Whether one of the names has what was typed in it; width and case make no difference. */
function isNamed(
  { officialName, shortName }: PartyStarter,
  typed: string,
): boolean {
  const plain = (text: string) => text.normalize("NFKC").toLowerCase();
  return [officialName.ja, officialName.en, shortName?.ja, shortName?.en].some(
    (name) => plain(name ?? "").includes(plain(typed.trim())),
  );
}

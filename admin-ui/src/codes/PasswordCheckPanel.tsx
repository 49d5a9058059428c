import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Typography } from "@mui/material";
import { TextInput, useTranslate } from "react-admin";
import { useState } from "react";
import { PasswordCheckChange, type PasswordCheck } from "@keii/shared";
import { ActDialog } from "../app/ActDialog.js";
import { asText } from "../app/choices.js";
import { call } from "../app/http.js";
import { useIncident, useMay } from "../app/Incident.js";
import { InstantText } from "../app/MomentText.js";
import { useKeiiDataProvider, useLookAgain } from "../app/saving.js";
import { StateMark } from "../app/StateMark.js";

/** Whether customers may ask with id and password of the shop, why they may, and the switch. */
export function PasswordCheckPanel() {
  const translate = useTranslate();
  const { id } = useIncident();
  const mayMake = useMay("codes.make");
  const [isAsked, setIsAsked] = useState(false);
  const { data: check } = useQuery({
    queryKey: ["password-check", id],
    queryFn: async ({ signal }) =>
      (await call<PasswordCheck>(`/incidents/${id}/password-check`, { signal }))
        .data,
  });
  if (!check) return null;
  const { isOn, isLoginDataLeaked, endedAt, source, passwords } = check;
  // Where no shop has given any, there is nothing to switch.
  if (passwords.length === 0 && check.version === 0) return null;
  const maySwitch = mayMake && (isOn || !isLoginDataLeaked);
  return (
    <Alert
      severity={endedAt === null ? "info" : "warning"}
      icon={false}
      sx={{ mb: 2 }}
      action={
        maySwitch && (
          <Button color="inherit" onClick={() => setIsAsked(true)}>
            {translate(isOn ? "codes.passwords.stop" : "codes.passwords.start")}
          </Button>
        )
      }
    >
      <Typography variant="subtitle2" component="h2">
        {translate("codes.passwords.title")}
      </Typography>
      <StateMark isOver={!isOn}>
        {translate(isOn ? "codes.passwords.on" : "codes.passwords.off")}
      </StateMark>
      {endedAt !== null && (
        <Typography variant="body2">
          <InstantText at={endedAt} /> {translate("codes.passwords.ended")}
        </Typography>
      )}
      {isLoginDataLeaked && (
        <Typography variant="body2">
          {translate("codes.passwords.leaked")}
        </Typography>
      )}
      {isOn && (
        <Typography variant="body2">
          {translate("codes.passwords.source")}: {source}
        </Typography>
      )}
      {passwords.map(({ memberBase, count }) => (
        <Typography key={memberBase} variant="body2">
          {translate("codes.passwords.count", { memberBase, count })}
        </Typography>
      ))}
      {isAsked && (
        <SwitchPasswords check={check} onClose={() => setIsAsked(false)} />
      )}
    </Alert>
  );
}

function SwitchPasswords({
  check,
  onClose,
}: {
  check: PasswordCheck;
  onClose: () => void;
}) {
  const translate = useTranslate();
  const dataProvider = useKeiiDataProvider();
  const lookAgain = useLookAgain();
  const { id, isOn, source } = check;
  const verb = isOn ? "stop" : "start";
  return (
    <ActDialog
      title={translate(`codes.passwords.${verb}`)}
      sentence={translate(`codes.passwords.${verb}.sentence`)}
      submitLabel={translate(`codes.passwords.${verb}`)}
      contract={PasswordCheckChange}
      defaultValues={{ isOn: !isOn, source: isOn ? undefined : source }}
      onSubmit={async (data) => {
        try {
          await dataProvider.update("password-check", {
            id,
            data,
            previousData: check,
          });
        } finally {
          await lookAgain("password-check");
        }
      }}
      onClose={onClose}
    >
      {!isOn && (
        <TextInput
          source="source"
          label="codes.passwords.source"
          helperText="codes.passwords.source.hint"
          parse={asText}
          multiline
          minRows={2}
          fullWidth
        />
      )}
    </ActDialog>
  );
}

import { Button, Stack, Typography } from "@mui/material";
import { Form, PasswordInput, useNotify, useTranslate } from "react-admin";
import { useState } from "react";
import type { FieldErrors, FieldValues, Resolver } from "react-hook-form";
import { PasswordChange, passwordMinLength } from "@keii/shared";
import { ruleMessage, toContract } from "../app/contract.js";
import { call, isRefusal } from "../app/http.js";
import { fieldMessages, useLookAgain, useTellRefusal } from "../app/saving.js";

/** Changes one's own password; the other sessions end with it. */
export function PasswordForm() {
  const translate = useTranslate();
  const notify = useNotify();
  const tellRefusal = useTellRefusal();
  const lookAgain = useLookAgain();
  const [round, setRound] = useState(0);
  const [isBusy, setIsBusy] = useState(false);
  const submit = async (values: FieldValues) => {
    setIsBusy(true);
    try {
      const body = toContract(PasswordChange, values);
      await call("/auth/password", { method: "POST", body });
      notify("own.password.done");
      setRound((before) => before + 1);
      await lookAgain("account");
    } catch (error) {
      const messages = isRefusal(error) ? fieldMessages(error) : undefined;
      if (messages) return messages;
      tellRefusal(error);
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <section aria-labelledby="own-password">
      <Typography variant="h2" id="own-password">
        {translate("own.password.title")}
      </Typography>
      <Typography variant="body2">{translate("own.password.ends")}</Typography>
      <Form
        key={round}
        resolver={rules}
        onSubmit={submit}
        record={{}}
        noValidate
      >
        <Stack sx={{ maxWidth: 420, alignItems: "stretch" }}>
          <PasswordInput
            source="current"
            label="own.password.current"
            autoComplete="current-password"
            helperText={false}
          />
          <PasswordInput
            source="next"
            label="own.password.next"
            autoComplete="new-password"
            helperText={translate("own.password.rule", {
              count: passwordMinLength,
            })}
          />
          <PasswordInput
            source="repeat"
            label="own.password.repeat"
            autoComplete="new-password"
            helperText={false}
          />
          <Button
            type="submit"
            variant="contained"
            disabled={isBusy}
            sx={{ alignSelf: "start", mt: 1 }}
          >
            {translate("own.password.submit")}
          </Button>
        </Stack>
      </Form>
    </section>
  );
}

/** What can be said before the server is asked: nothing missing, long enough, twice the same. */
export const rules: Resolver = (values: FieldValues) => {
  const errors = passwordErrors(values);
  return Object.keys(errors).length > 0
    ? { values: {}, errors }
    : { values, errors: {} };
};

export function passwordErrors(values: FieldValues): FieldErrors {
  const textOf = (field: string) =>
    (values[field] as string | null | undefined) ?? "";
  const found: Record<string, string> = {};
  for (const field of ["current", "next", "repeat"])
    if (textOf(field) === "") found[field] = ruleMessage("isNotBlank", []);
  if (!found.next && [...textOf("next")].length < passwordMinLength)
    found.next = ruleMessage("minLength", [passwordMinLength]);
  if (!found.repeat && textOf("repeat") !== textOf("next"))
    found.repeat = "app.link.differs";
  return Object.fromEntries(
    Object.entries(found).map(([field, message]) => [
      field,
      { type: "rule", message },
    ]),
  );
}

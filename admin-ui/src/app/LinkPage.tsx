import { Alert, Button, TextField, Typography } from "@mui/material";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslate } from "ra-core";
import { useEffect, useState, type FormEvent } from "react";
import { useNavigate, useParams } from "react-router";
import { passwordMinLength, type LinkPurpose } from "@keii/shared";
import { DoorPage } from "./DoorPage.js";
import { isRefusal } from "./http.js";
import { InstantText } from "./MomentText.js";
import { fieldMessages, refusalText } from "./saving.js";
import { lookUpLink, spendLink } from "./sign-in.js";

/** A one-time link: sets a password and signs in. The token stays behind the `#`, which no server sees. */
export function LinkPage() {
  const { token = "" } = useParams();
  const translate = useTranslate();
  const [purpose, setPurpose] = useState<LinkPurpose | null>(null);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    lookUpLink({ token }).then(setPurpose, setError);
  }, [token]);
  return (
    <DoorPage title={`app.link.${purpose?.purpose ?? "title"}`}>
      {error !== null && (
        <>
          <Alert severity="error" role="alert">
            {refusalText(error, translate)}
          </Alert>
          <Typography variant="body2" sx={{ mt: 2 }}>
            {translate("app.link.spent")}
          </Typography>
        </>
      )}
      {purpose && <PasswordForm token={token} purpose={purpose} />}
    </DoorPage>
  );
}

function PasswordForm({
  token,
  purpose,
}: {
  token: string;
  purpose: LinkPurpose;
}) {
  const translate = useTranslate();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [name, setName] = useState(purpose.name);
  const [password, setPassword] = useState("");
  const [repeated, setRepeated] = useState("");
  const [error, setError] = useState<unknown>(null);
  const messages = isRefusal(error) ? fieldMessages(error) : undefined;
  const isTooShort =
    password !== "" && [...password].length < passwordMinLength;
  const differs = repeated !== "" && repeated !== password;
  const mayChooseName = purpose.purpose !== "password";

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isTooShort || repeated !== password) return;
    try {
      await spendLink({
        token,
        password,
        name: mayChooseName ? name : undefined,
      });
      // What the door found out before (nobody is signed in) is no longer so.
      await queries.resetQueries({ queryKey: ["auth"] });
      await navigate("/", { replace: true });
    } catch (refusal) {
      setError(refusal);
    }
  };

  return (
    <form onSubmit={(event) => void submit(event)}>
      <Typography variant="body2" sx={{ mb: 1 }}>
        {purpose.email}
        {" · "}
        {translate("app.link.expires")} <InstantText at={purpose.expiresAt} />
      </Typography>
      {error !== null && !messages && (
        <Alert severity="error" role="alert">
          {refusalText(error, translate)}
        </Alert>
      )}
      {mayChooseName && (
        <TextField
          label={translate("app.link.name")}
          autoComplete="name"
          required
          value={name}
          error={messages?.["name"] !== undefined}
          helperText={messages?.["name"]}
          onChange={(event) => setName(event.target.value)}
        />
      )}
      <TextField
        label={translate("app.link.password")}
        type="password"
        autoComplete="new-password"
        required
        value={password}
        error={isTooShort || messages?.["password"] !== undefined}
        helperText={
          messages?.["password"] ??
          translate("app.link.rule", { count: passwordMinLength })
        }
        onChange={(event) => setPassword(event.target.value)}
      />
      <TextField
        label={translate("app.link.repeat")}
        type="password"
        autoComplete="new-password"
        required
        value={repeated}
        error={differs}
        helperText={differs ? translate("app.link.differs") : " "}
        onChange={(event) => setRepeated(event.target.value)}
      />
      <Button type="submit" variant="contained" size="medium" fullWidth>
        {translate("app.link.submit")}
      </Button>
    </form>
  );
}

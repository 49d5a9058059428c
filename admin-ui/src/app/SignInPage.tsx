import {
  Alert,
  Box,
  Button,
  Chip,
  Stack,
  TextField,
  Typography,
} from "@mui/material";
import { useLogin, useTranslate } from "ra-core";
import { useState, type FormEvent } from "react";
import { DoorPage } from "./DoorPage.js";
import { refusalText } from "./saving.js";
import { useSettings } from "./settings.js";

/** Sign-in. In the demo each of its users is one click. */
export function SignInPage() {
  const translate = useTranslate();
  const login = useLogin();
  const settings = useSettings();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setIsBusy] = useState(false);

  const enter = async (credentials: { email: string; password: string }) => {
    setIsBusy(true);
    setError(null);
    try {
      await login(credentials);
    } catch (refusal) {
      setError(refusal);
      setPassword("");
    } finally {
      setIsBusy(false);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void enter({ email, password });
  };

  return (
    <DoorPage title="app.signIn.title">
      <form onSubmit={submit}>
        {error !== null && (
          <Alert severity="error" role="alert" sx={{ mb: 1 }}>
            {refusalText(error, translate)}
          </Alert>
        )}
        <TextField
          label={translate("app.signIn.email")}
          type="email"
          name="email"
          autoComplete="username"
          autoFocus
          required
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
        <TextField
          label={translate("app.signIn.password")}
          type="password"
          name="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <Button
          type="submit"
          variant="contained"
          size="medium"
          fullWidth
          disabled={isBusy}
          sx={{ mt: 1.5 }}
        >
          {translate("app.signIn.submit")}
        </Button>
      </form>
      {settings?.demo && settings.demoUsers.length > 0 && (
        <Box sx={{ mt: 3 }}>
          <Typography variant="body2" color="textSecondary">
            {translate("app.signIn.demo")}
          </Typography>
          <Stack direction="row" sx={{ flexWrap: "wrap", gap: 1, mt: 1 }}>
            {settings.demoUsers.map((demoUser) => (
              <Chip
                key={demoUser.email}
                label={demoUser.email}
                disabled={isBusy}
                onClick={() => void enter(demoUser)}
              />
            ))}
          </Stack>
        </Box>
      )}
    </DoorPage>
  );
}

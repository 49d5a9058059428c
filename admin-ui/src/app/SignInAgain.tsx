import {
  Alert,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  TextField,
  Typography,
} from "@mui/material";
import { useTranslate } from "ra-core";
import { useState, type FormEvent } from "react";
import { refusalText } from "./saving.js";
import {
  answerSignInAgain,
  useIsAskedAgain,
  useSignedInUser,
} from "./session.js";
import { signIn } from "./sign-in.js";

/** The session ended while somebody was at work: asks for the password over the screen, which stays as it is. */
export function SignInAgain() {
  return useIsAskedAgain() ? <Question /> : null;
}

function Question() {
  const user = useSignedInUser();
  const translate = useTranslate();
  const [password, setPassword] = useState("");
  const [error, setError] = useState<unknown>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    try {
      await signIn({ email: user?.email ?? "", password });
      answerSignInAgain(true);
    } catch (refusal) {
      setPassword("");
      setError(refusal);
    }
  };
  return (
    <Dialog open maxWidth="xs" fullWidth aria-labelledby="again-title">
      <form onSubmit={(event) => void submit(event)}>
        <DialogTitle id="again-title">
          {translate("app.again.title")}
        </DialogTitle>
        <DialogContent>
          <Typography variant="body2" sx={{ mb: 1 }}>
            {translate("app.again.sentence")}
          </Typography>
          {error !== null && (
            <Alert severity="error" role="alert">
              {refusalText(error, translate)}
            </Alert>
          )}
          <TextField
            label={translate("app.signIn.email")}
            value={user?.email ?? ""}
            autoComplete="username"
            slotProps={{ htmlInput: { readOnly: true } }}
          />
          <TextField
            label={translate("app.signIn.password")}
            type="password"
            autoComplete="current-password"
            autoFocus
            required
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </DialogContent>
        <DialogActions>
          <Button onClick={() => answerSignInAgain(false)}>
            {translate("app.signOut")}
          </Button>
          <Button type="submit" variant="contained">
            {translate("app.signIn.submit")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

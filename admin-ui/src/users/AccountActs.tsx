import { Box, Button, Stack, Typography } from "@mui/material";
import { useNotify, useTranslate } from "ra-core";
import { useState } from "react";
import type { OneTimeLink, User } from "@keii/shared";
import { ConfirmDialog } from "../app/ConfirmDialog.js";
import { call } from "../app/http.js";
import { InstantText } from "../app/MomentText.js";
import { useKeiiDataProvider, useLookAgain } from "../app/saving.js";
import { useSignedInUser } from "../app/session.js";
import { LinkDialog } from "./LinkDialog.js";
import { StateText } from "./StateText.js";

type Act = "link" | "end" | "disable" | "enable";

/** The state of an account, and the acts that are more than an edit. */
export function AccountActs({ user }: { user: User }) {
  const translate = useTranslate();
  const isMe = useSignedInUser()?.id === user.id;
  const [asked, setAsked] = useState<Act | null>(null);
  const [link, setLink] = useState<OneTimeLink | null>(null);
  const { state } = user;
  const mayLink = state === "invited" || state === "active";
  return (
    <Box
      component="section"
      aria-labelledby="user-access"
      sx={{
        borderLeft: { md: 1 },
        borderColor: { md: "divider" },
        pl: { md: 3 },
      }}
    >
      <Typography variant="h2" id="user-access">
        {translate("users.acts.title")}
      </Typography>
      <Stack sx={{ gap: 1, alignItems: "start", mt: 1 }}>
        <StateText state={state} />
        <Typography variant="body2" color="textSecondary">
          {translate("resources.users.fields.lastSeenAt")}:{" "}
          {user.lastSeenAt ? (
            <InstantText at={user.lastSeenAt} />
          ) : (
            translate("users.never")
          )}
        </Typography>
        {state === "expired" && (
          <Typography variant="body2">
            {translate("users.acts.expired")}
          </Typography>
        )}
        {mayLink && (
          <Button variant="outlined" onClick={() => setAsked("link")}>
            {translate(
              state === "invited"
                ? "users.acts.link"
                : "users.acts.linkPassword",
            )}
          </Button>
        )}
        {state === "active" && !isMe && (
          <Button variant="outlined" onClick={() => setAsked("end")}>
            {translate("users.acts.end")}
          </Button>
        )}
        {state === "disabled" ? (
          <Button variant="outlined" onClick={() => setAsked("enable")}>
            {translate("users.acts.enable")}
          </Button>
        ) : isMe ? (
          <Typography variant="body2" color="textSecondary">
            {translate("users.acts.self")}
          </Typography>
        ) : (
          <Button
            variant="outlined"
            color="secondary"
            onClick={() => setAsked("disable")}
          >
            {translate("users.acts.disable")}
          </Button>
        )}
      </Stack>
      {asked && (
        <ActDialog
          act={asked}
          user={user}
          onLink={setLink}
          onClose={() => setAsked(null)}
        />
      )}
      {link && (
        <LinkDialog link={link} user={user} onClose={() => setLink(null)} />
      )}
    </Box>
  );
}

function ActDialog({
  act,
  user,
  onLink,
  onClose,
}: {
  act: Act;
  user: User;
  onLink: (link: OneTimeLink) => void;
  onClose: () => void;
}) {
  const translate = useTranslate();
  const notify = useNotify();
  const lookAgain = useLookAgain();
  const dataProvider = useKeiiDataProvider();
  const setDisabled = (isDisabled: boolean) =>
    dataProvider.update<User>("users", {
      id: user.id,
      data: { isDisabled },
      previousData: user,
    });
  const deeds: Record<Act, () => Promise<unknown>> = {
    link: async () =>
      onLink(
        await dataProvider.act<OneTimeLink>("users", {
          id: user.id,
          verb: "link",
        }),
      ),
    end: () => call(`/users/${user.id}/sessions`, { method: "DELETE" }),
    disable: () => setDisabled(true),
    enable: () => setDisabled(false),
  };
  const label = translate(
    act === "link" ? "users.acts.linkSubmit" : `users.acts.${act}`,
  );
  return (
    <ConfirmDialog
      title={label}
      sentence={translate(`users.acts.${act}Sentence`, { name: user.name })}
      submitLabel={label}
      isIrreversible={act === "disable"}
      onSubmit={async () => {
        await deeds[act]();
        await lookAgain("users");
        if (act !== "link")
          notify(`users.acts.${act === "end" ? "ended" : `${act}d`}`);
      }}
      onClose={onClose}
    />
  );
}

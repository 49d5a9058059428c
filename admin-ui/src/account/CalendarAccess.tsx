import { Button, Stack, Typography } from "@mui/material";
import { useQuery } from "@tanstack/react-query";
import { useNotify, useTranslate } from "ra-core";
import { useState } from "react";
import type { CalendarPassword, NewCalendarPassword } from "@keii/shared";
import { ConfirmDialog } from "../app/ConfirmDialog.js";
import { CopyButton } from "../app/CopyButton.js";
import { Fact, Facts } from "../app/Facts.js";
import { Failure } from "../app/Failure.js";
import { call } from "../app/http.js";
import { InstantText } from "../app/MomentText.js";
import { useLookAgain, useTellRefusal } from "../app/saving.js";
import { useSignedInUser } from "../app/session.js";

const path = "/auth/calendar-password";

/** What is due in one's own calendar program: an address, and a password that opens nothing else. */
export function CalendarAccess() {
  const translate = useTranslate();
  const notify = useNotify();
  const lookAgain = useLookAgain();
  const tellRefusal = useTellRefusal();
  const [asked, setAsked] = useState<"replace" | "revoke" | null>(null);
  const [made, setMade] = useState<string | null>(null);
  const { data: known, error } = useQuery({
    queryKey: ["account", "calendar"],
    queryFn: async ({ signal }) =>
      (await call<CalendarPassword | undefined>(path, { signal })).data ?? null,
  });
  const make = async () => {
    const { data } = await call<NewCalendarPassword>(path, { method: "POST" });
    setMade(data.password);
    await lookAgain("account");
  };
  const revoke = async () => {
    await call(path, { method: "DELETE" });
    setMade(null);
    notify("own.calendar.revoked");
    await lookAgain("account");
  };
  return (
    <section aria-labelledby="own-calendar">
      <Typography variant="h2" id="own-calendar">
        {translate("own.calendar.title")}
      </Typography>
      <Typography variant="body2" sx={{ mb: 1 }}>
        {translate("own.calendar.intro")}
      </Typography>
      {error && <Failure error={error} />}
      {known && <Access known={known} password={made} />}
      {known !== undefined && (
        <Stack direction="row" sx={{ gap: 1, mt: 1, flexWrap: "wrap" }}>
          <Button
            variant="outlined"
            onClick={() => {
              if (known) setAsked("replace");
              else make().catch(tellRefusal);
            }}
          >
            {translate(known ? "own.calendar.replace" : "own.calendar.make")}
          </Button>
          {known && (
            <Button color="inherit" onClick={() => setAsked("revoke")}>
              {translate("own.calendar.revoke")}
            </Button>
          )}
        </Stack>
      )}
      {asked && (
        <ConfirmDialog
          title={translate(`own.calendar.${asked}`)}
          sentence={translate(`own.calendar.${asked}Sentence`)}
          submitLabel={translate(`own.calendar.${asked}`)}
          onSubmit={asked === "replace" ? make : revoke}
          onClose={() => setAsked(null)}
        />
      )}
    </section>
  );
}

function Access({
  known,
  password,
}: {
  known: CalendarPassword;
  password: string | null;
}) {
  const translate = useTranslate();
  const email = useSignedInUser()?.email ?? "";
  const address = `${location.origin}/api/calendar.ics`;
  return (
    <>
      <Facts>
        <Fact name={translate("own.calendar.address")}>
          <Copied text={address} label="own.calendar.copyAddress" />
        </Fact>
        <Fact name={translate("own.calendar.user")}>
          <Copied text={email} label="own.calendar.copyUser" />
        </Fact>
        <Fact name={translate("own.calendar.password")}>
          {password === null ? (
            translate("own.calendar.hidden")
          ) : (
            <Copied text={password} label="own.calendar.copyPassword" />
          )}
        </Fact>
        <Fact name={translate("own.calendar.madeAt")}>
          <InstantText at={known.madeAt} />
        </Fact>
        <Fact name={translate("own.calendar.lastUsedAt")}>
          {known.lastUsedAt ? (
            <InstantText at={known.lastUsedAt} />
          ) : (
            translate("own.calendar.unused")
          )}
        </Fact>
      </Facts>
      {password !== null && (
        <Typography variant="body2" role="status" sx={{ fontWeight: 700 }}>
          {translate("own.calendar.once")}
        </Typography>
      )}
    </>
  );
}

function Copied({ text, label }: { text: string; label: string }) {
  return (
    <Stack
      direction="row"
      component="span"
      sx={{ alignItems: "center", gap: 0.5, overflowWrap: "anywhere" }}
    >
      <span>{text}</span>
      <CopyButton text={text} label={label} />
    </Stack>
  );
}

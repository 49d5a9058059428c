import { Button, Stack } from "@mui/material";
import { useTranslate } from "ra-core";
import { useState } from "react";
import { Link } from "react-router";
import type {
  InvitedUser,
  UserFile,
  UserFilePreview,
  UserInvitations,
} from "@keii/shared";
import { call } from "../app/http.js";
import { useMay } from "../app/Incident.js";
import { NotOpen } from "../app/NotOpen.js";
import { PageTitle } from "../app/PageTitle.js";
import { useLookAgain } from "../app/saving.js";
import { FileLines } from "./FileLines.js";
import { FilePaste } from "./FilePaste.js";
import { InvitedLinks } from "./InvitedLinks.js";
import {
  linesToCsv,
  toFileLine,
  toNewUser,
  type FileLine,
} from "./user-csv.js";

async function preview(csv: string): Promise<UserFilePreview> {
  const body: UserFile = { csv };
  const path = "/users/file";
  return (await call<UserFilePreview>(path, { method: "POST", body })).data;
}

/** Invites many at once: paste or choose a file, look it over and correct it, invite all in one step. */
export function UserFilePage() {
  const translate = useTranslate();
  const lookAgain = useLookAgain();
  const mayWrite = useMay("users.write");
  const [lines, setLines] = useState<FileLine[] | null>(null);
  const [unreadCount, setUnreadCount] = useState(0);
  const [invited, setInvited] = useState<InvitedUser[] | null>(null);

  const read = async (csv: string) => {
    const { rows, unreadCount } = await preview(csv);
    if (rows.length === 0) return false;
    setUnreadCount(unreadCount);
    setLines(rows.map((row) => toFileLine(row)));
    return true;
  };
  /** The server judges a correction as it judged the file: a line may also clash with another one. */
  const check = async (corrected: FileLine[]) => {
    const { rows } =
      corrected.length > 0
        ? await preview(linesToCsv(corrected))
        : { rows: [] };
    return rows.map((row, i) => toFileLine(row, corrected[i]?.line));
  };
  const invite = async (chosen: FileLine[]) => {
    const body: UserInvitations = { users: chosen.map(toNewUser) };
    const path = "/users/invitations";
    const { data } = await call<InvitedUser[]>(path, { method: "POST", body });
    setInvited(data);
    await lookAgain("users");
  };

  if (!mayWrite) return <NotOpen />;
  return (
    <>
      <PageTitle title="users.file.title" />
      {invited ? (
        <Stack sx={{ gap: 2, alignItems: "start" }}>
          <InvitedLinks users={invited} />
          <Button component={Link} to="/users" variant="outlined">
            {translate("users.back")}
          </Button>
        </Stack>
      ) : lines ? (
        <FileLines
          lines={lines}
          unreadCount={unreadCount}
          onChange={setLines}
          onCheck={check}
          onInvite={invite}
          onBack={() => setLines(null)}
        />
      ) : (
        <FilePaste onRead={read} />
      )}
    </>
  );
}

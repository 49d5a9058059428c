import {
  Button,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  Typography,
} from "@mui/material";
import { useQuery } from "@tanstack/react-query";
import { useNotify, useTranslate } from "ra-core";
import { useState } from "react";
import type { OwnSession } from "@keii/shared";
import { ConfirmDialog } from "../app/ConfirmDialog.js";
import { Failure } from "../app/Failure.js";
import { call } from "../app/http.js";
import { InstantText } from "../app/MomentText.js";
import { useDateText } from "../app/use-date-text.js";
import { useLookAgain, useTellRefusal } from "../app/saving.js";
import { WideTable } from "../app/WideTable.js";

async function end(session: OwnSession): Promise<void> {
  await call(`/auth/sessions/${session.id}`, { method: "DELETE" });
}

/** Where one is signed in; the others can be ended, one or all. */
export function Sessions() {
  const translate = useTranslate();
  const notify = useNotify();
  const lookAgain = useLookAgain();
  const tellRefusal = useTellRefusal();
  const [isAsked, setIsAsked] = useState(false);
  const { data: sessions = [], error } = useQuery({
    queryKey: ["account", "sessions"],
    queryFn: async ({ signal }) =>
      (await call<OwnSession[]>("/auth/sessions", { signal })).data,
  });
  const others = sessions.filter((session) => !session.isCurrent);
  const endAll = async (chosen: OwnSession[]) => {
    try {
      await Promise.all(chosen.map(end));
      notify("own.sessions.ended");
    } finally {
      await lookAgain("account");
    }
  };
  return (
    <section aria-labelledby="own-sessions">
      <Typography variant="h2" id="own-sessions">
        {translate("own.sessions.title")}
      </Typography>
      <Typography variant="body2" sx={{ mb: 1 }}>
        {translate("own.sessions.intro")}
      </Typography>
      {error ? (
        <Failure error={error} />
      ) : (
        <WideTable label={translate("own.sessions.title")}>
          <SessionTable
            sessions={sessions}
            onEnd={(session) => {
              endAll([session]).catch(tellRefusal);
            }}
          />
        </WideTable>
      )}
      {others.length > 1 && (
        <Button
          variant="outlined"
          sx={{ mt: 1 }}
          onClick={() => setIsAsked(true)}
        >
          {translate("own.sessions.endOthers")}
        </Button>
      )}
      {sessions.length > 0 && others.length === 0 && (
        <Typography variant="body2" color="textSecondary" sx={{ mt: 1 }}>
          {translate("own.sessions.alone")}
        </Typography>
      )}
      {isAsked && (
        <ConfirmDialog
          title={translate("own.sessions.endOthers")}
          sentence={translate("own.sessions.sentence", {
            smart_count: others.length,
          })}
          submitLabel={translate("own.sessions.endOthers")}
          onSubmit={() => endAll(others)}
          onClose={() => setIsAsked(false)}
        />
      )}
    </section>
  );
}

function SessionTable({
  sessions,
  onEnd,
}: {
  sessions: OwnSession[];
  onEnd: (session: OwnSession) => void;
}) {
  const translate = useTranslate();
  const dateText = useDateText();
  const columns = ["client", "startedAt", "lastUsedAt"] as const;
  return (
    <Table size="small">
      <TableHead>
        <TableRow>
          {columns.map((column) => (
            <TableCell key={column}>
              {translate(`own.sessions.${column}`)}
            </TableCell>
          ))}
          <TableCell>{translate("own.sessions.acts")}</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {sessions.map((session) => (
          <TableRow key={session.id}>
            <TableCell component="th" scope="row">
              {session.client}
            </TableCell>
            <TableCell>
              <InstantText at={session.startedAt} />
            </TableCell>
            <TableCell>
              <InstantText at={session.lastUsedAt} />
            </TableCell>
            <TableCell sx={{ textAlign: "right", whiteSpace: "nowrap" }}>
              {session.isCurrent ? (
                translate("own.sessions.current")
              ) : (
                <Button
                  aria-label={translate("own.sessions.endOne", {
                    client: `${session.client} ${dateText(session.startedAt)}`,
                  })}
                  onClick={() => onEnd(session)}
                >
                  {translate("own.sessions.end")}
                </Button>
              )}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

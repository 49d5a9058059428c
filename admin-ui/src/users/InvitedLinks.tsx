import {
  Alert,
  Box,
  Button,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  Typography,
} from "@mui/material";
import { useTranslate } from "ra-core";
import { useState } from "react";
import type { InvitedUser } from "@keii/shared";
import { LinkText } from "./LinkText.js";

/** What came of inviting: links to hand over now, or the word that mails went out. */
export function InvitedLinks({ users }: { users: InvitedUser[] }) {
  const translate = useTranslate();
  const linked = users.filter((user) => user.link !== null);
  const mailed = users.length - linked.length;
  const [first] = users;
  return (
    <Box sx={{ maxWidth: 960 }}>
      {mailed > 0 && (
        <Alert severity="success" sx={{ mb: 2 }}>
          {users.length === 1 && first
            ? translate("users.link.mailed", { email: first.email })
            : translate("users.link.mailedMany", { smart_count: mailed })}
        </Alert>
      )}
      {linked.length > 0 && (
        <>
          <Typography variant="h2">
            {linked.length === 1 && linked[0]
              ? translate("users.link.title", { name: linked[0].name })
              : translate("users.link.many", { smart_count: linked.length })}
          </Typography>
          <Alert severity="warning" sx={{ my: 1 }}>
            {translate("users.link.once")}
          </Alert>
          <LinkTable users={linked} />
          {linked.length > 1 && <CopyAll users={linked} />}
          <Typography variant="body2" color="textSecondary" sx={{ mt: 1 }}>
            {translate("users.link.lost")}
          </Typography>
        </>
      )}
    </Box>
  );
}

function LinkTable({ users }: { users: InvitedUser[] }) {
  const translate = useTranslate();
  return (
    <Box sx={{ overflowX: "auto" }}>
      <Table size="small">
        <TableHead>
          <TableRow>
            <TableCell>{translate("resources.users.fields.name")}</TableCell>
            <TableCell>{translate("resources.users.fields.email")}</TableCell>
            <TableCell>{translate("users.link.column")}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {users.map(
            ({ id, name, email, link }) =>
              link && (
                <TableRow key={id} sx={{ verticalAlign: "top" }}>
                  <TableCell component="th" scope="row">
                    {name}
                  </TableCell>
                  <TableCell>{email}</TableCell>
                  <TableCell>
                    <LinkText link={link} name={name} />
                  </TableCell>
                </TableRow>
              ),
          )}
        </TableBody>
      </Table>
    </Box>
  );
}

/** Name, address and link of each, separated as spreadsheets and mail merges take them. */
function CopyAll({ users }: { users: InvitedUser[] }) {
  const translate = useTranslate();
  const [isCopied, setIsCopied] = useState(false);
  const text = users
    .map(({ name, email, link }) => [name, email, link?.url].join("\t"))
    .join("\n");
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setIsCopied(true);
  };
  return (
    <Button variant="outlined" sx={{ mt: 1 }} onClick={() => void copy()}>
      {translate(isCopied ? "users.link.copiedAll" : "users.link.copyAll")}
    </Button>
  );
}

import { Box, Typography } from "@mui/material";
import { useGetOne, useTranslate } from "ra-core";
import type { ReactNode } from "react";
import { useParams } from "react-router";
import type { User } from "@keii/shared";
import { FailurePage } from "../app/Failure.js";
import { InstantText } from "../app/MomentText.js";
import { PageTitle } from "../app/PageTitle.js";
import { ExpiryText } from "./ExpiryText.js";
import { StateText } from "./StateText.js";

/** An account for those who may read it but not change it. */
export function UserCard() {
  const translate = useTranslate();
  const { id } = useParams<{ id: string }>();
  const { data: user, error } = useGetOne<User>("users", { id: id ?? "" });
  if (error) return <FailurePage error={error} />;
  if (!user) return null;
  const rows: [string, ReactNode][] = [
    ["email", user.email],
    ["account", translate(`account.${user.account}`)],
    ["employer", user.employer ?? translate("app.none")],
    ["state", <StateText key="state" state={user.state} />],
    [
      "expiresOn",
      <ExpiryText key="expiresOn" on={user.expiresOn} state={user.state} />,
    ],
    ["language", translate(`language.${user.language}`)],
    [
      "lastSeenAt",
      user.lastSeenAt ? (
        <InstantText key="lastSeenAt" at={user.lastSeenAt} />
      ) : (
        translate("users.never")
      ),
    ],
    ["createdAt", <InstantText key="createdAt" at={user.createdAt} />],
  ];
  return (
    <>
      <PageTitle text={user.name} />
      <Box
        component="dl"
        sx={{
          display: "grid",
          gridTemplateColumns: "max-content 1fr",
          columnGap: 3,
          rowGap: 1,
          m: 0,
        }}
      >
        {rows.map(([field, value]) => (
          <Box key={field} sx={{ display: "contents" }}>
            <Box component="dt" sx={{ color: "text.secondary" }}>
              {translate(`resources.users.fields.${field}`)}
            </Box>
            <Box component="dd" sx={{ m: 0 }}>
              {value}
            </Box>
          </Box>
        ))}
      </Box>
      <Typography variant="body2" color="textSecondary" sx={{ mt: 3 }}>
        {translate("users.edit.readOnly")}
      </Typography>
    </>
  );
}

import { Box, Typography } from "@mui/material";
import { useTranslate } from "ra-core";
import type { InquiryMessage } from "@keii/shared";
import { InstantText } from "../app/MomentText.js";

const looks = {
  customer: { borderLeft: 4, borderColor: "divider", pl: 1.5 },
  answer: {
    borderLeft: 4,
    borderColor: "text.primary",
    pl: 1.5,
    ml: { sm: 4 },
  },
  /** Like a slip of paper between the pages: nothing of it goes out. */
  note: {
    border: 1,
    borderStyle: "dashed",
    borderColor: "text.secondary",
    bgcolor: "action.hover",
    px: 1.5,
    py: 1,
    ml: { sm: 4 },
  },
} as const;

/** What was said, in order; our notes look like none of it. */
export function ThreadMessages({
  messages,
}: {
  messages: readonly InquiryMessage[];
}) {
  return (
    <Box component="ol" sx={{ listStyle: "none", m: 0, p: 0, maxWidth: 860 }}>
      {messages.map((message) => (
        <Box
          component="li"
          key={message.id}
          sx={{ mb: 2, ...looks[message.kind] }}
        >
          <Said message={message} />
        </Box>
      ))}
    </Box>
  );
}

function Said({ message }: { message: InquiryMessage }) {
  const translate = useTranslate();
  const { kind, by, at, text } = message;
  const heard = kind === "customer" && by ? "heard" : kind;
  return (
    <>
      <Typography
        variant="caption"
        component="div"
        color="textSecondary"
        sx={{ display: "flex", columnGap: 1.5, flexWrap: "wrap" }}
      >
        <b>
          {translate(`inquiries.by.${heard}`, { name: by?.name ?? "" }).trim()}
        </b>
        <InstantText at={at} />
        {kind === "note" && <span>{translate("inquiries.note.only")}</span>}
      </Typography>
      <Typography
        sx={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}
        color={text === null ? "textSecondary" : undefined}
      >
        {text ?? translate("inquiries.withheld")}
      </Typography>
    </>
  );
}

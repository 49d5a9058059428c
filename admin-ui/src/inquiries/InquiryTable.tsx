import {
  Box,
  Link,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  Typography,
} from "@mui/material";
import { useCreatePath, useTranslate } from "ra-core";
import { Link as RouterLink, useNavigate } from "react-router";
import type { Inquiry } from "@keii/shared";
import { useIsFresh } from "../app/live.js";
import { InstantText } from "../app/MomentText.js";
import { WideTable } from "../app/WideTable.js";
import { InquiryCategoryMark, InquiryStatusMark } from "./InquiryMarks.js";

const atDesk = { display: { xs: "none", md: "table-cell" } } as const;

/** Inquiries, one dense line each; j k move, Enter opens. */
export function InquiryTable({ inquiries }: { inquiries: readonly Inquiry[] }) {
  const translate = useTranslate();
  const label = (field: string) =>
    translate(`resources.inquiries.fields.${field}`);
  return (
    <WideTable label={translate("inquiries.title")}>
      <Table size="small" aria-label={translate("inquiries.title")}>
        <TableHead>
          <TableRow>
            <TableCell>{label("status")}</TableCell>
            <TableCell>{label("category")}</TableCell>
            <TableCell sx={{ ...atDesk, width: "45%" }}>
              {label("text")}
            </TableCell>
            <TableCell>{label("waitingSince")}</TableCell>
            <TableCell sx={atDesk}>{label("assignee")}</TableCell>
            <TableCell sx={atDesk}>{label("channel")}</TableCell>
            <TableCell sx={atDesk}>{label("receipt")}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {inquiries.map((one) => (
            <InquiryLine key={one.id} inquiry={one} />
          ))}
        </TableBody>
      </Table>
    </WideTable>
  );
}

function InquiryLine({ inquiry }: { inquiry: Inquiry }) {
  const translate = useTranslate();
  const createPath = useCreatePath();
  const navigate = useNavigate();
  const isFresh = useIsFresh();
  const { id, excerpt, assignee, channel } = inquiry;
  const to = createPath({ resource: "inquiries", type: "show", id });
  const isOver = inquiry.status === "answered" || inquiry.status === "closed";
  return (
    <TableRow
      hover
      data-keii-row
      tabIndex={-1}
      className={isFresh("inquiries", id) ? "keii-fresh" : undefined}
      sx={{
        cursor: "pointer",
        scrollMarginTop: 140,
        "&:focus": { bgcolor: "action.selected" },
      }}
      onClick={() => void navigate(to)}
      onKeyDown={(event) => {
        if (event.key === "Enter" && event.target === event.currentTarget)
          event.currentTarget.click();
      }}
    >
      <TableCell sx={{ whiteSpace: "nowrap" }}>
        <InquiryStatusMark status={inquiry.status} />
      </TableCell>
      <TableCell>
        <Link
          component={RouterLink}
          to={to}
          onClick={(event) => event.stopPropagation()}
        >
          <InquiryCategoryMark {...inquiry} />
        </Link>
        <Box sx={{ display: { md: "none" } }}>
          <Excerpt text={excerpt} />
        </Box>
      </TableCell>
      <TableCell sx={atDesk}>
        <Excerpt text={excerpt} />
      </TableCell>
      <TableCell
        sx={{ whiteSpace: "nowrap", color: isOver ? "text.secondary" : null }}
      >
        <InstantText at={isOver ? inquiry.receivedAt : inquiry.waitingSince} />
      </TableCell>
      <TableCell sx={{ ...atDesk, whiteSpace: "nowrap" }}>
        {assignee?.name}
      </TableCell>
      <TableCell sx={{ ...atDesk, whiteSpace: "nowrap" }}>
        {translate(`inquiries.channel.${channel}`)}
      </TableCell>
      <TableCell sx={{ ...atDesk, whiteSpace: "nowrap" }}>
        {inquiry.receipt}
      </TableCell>
    </TableRow>
  );
}

/** How the customer's words begin, in at most two lines. */
function Excerpt({ text }: { text: string | null }) {
  const translate = useTranslate();
  if (text === null)
    return (
      <Typography variant="body2" color="textSecondary">
        {translate("inquiries.withheld")}
      </Typography>
    );
  return (
    <Box
      sx={{
        display: "-webkit-box",
        WebkitLineClamp: 2,
        WebkitBoxOrient: "vertical",
        overflow: "hidden",
        overflowWrap: "anywhere",
      }}
    >
      {text}
    </Box>
  );
}

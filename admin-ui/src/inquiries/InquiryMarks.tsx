import { Box } from "@mui/material";
import { useTranslate } from "ra-core";
import { openInquiryStatuses, type Inquiry } from "@keii/shared";
import { StateMark } from "../app/StateMark.js";

/** Whose turn it is. */
export function InquiryStatusMark({ status }: Pick<Inquiry, "status">) {
  const translate = useTranslate();
  return (
    <StateMark
      isDue={openInquiryStatuses.includes(status)}
      isOver={status === "answered" || status === "closed"}
    >
      {translate(`inquiries.status.${status}`)}
    </StateMark>
  );
}

/** What it is about; a strange charge stands out. */
export function InquiryCategoryMark({
  category,
  isSecondaryDamage,
}: Pick<Inquiry, "category" | "isSecondaryDamage">) {
  const translate = useTranslate();
  const words = translate(`inquiries.category.${category}`);
  if (!isSecondaryDamage) return <span>{words}</span>;
  return (
    <Box component="strong" sx={{ color: "secondary.main" }}>
      ▲ {words}
    </Box>
  );
}

import { Alert, Box, Button } from "@mui/material";
import { useGetOne, useTranslate } from "ra-core";
import { useState } from "react";
import { useParams } from "react-router";
import type { InquiryThread } from "@keii/shared";
import { FailurePage } from "../app/Failure.js";
import { useMay } from "../app/Incident.js";
import { PageTitle } from "../app/PageTitle.js";
import { Section } from "../app/Section.js";
import { InquiryActs } from "./InquiryActs.js";
import { RevealInquiry } from "./InquiryDialogs.js";
import { InquiryFacts } from "./InquiryFacts.js";
import { Say } from "./Say.js";
import { ThreadMessages } from "./ThreadMessages.js";

/** One inquiry: who asked what, all that was said, and what to do next. */
export function InquiryShow() {
  const { id = "" } = useParams<{ id: string }>();
  const { data, error } = useGetOne<InquiryThread>("inquiries", { id });
  if (error) return <FailurePage error={error} />;
  if (!data) return null;
  // What was revealed of one person is gone with the page, and with another on it.
  return <Shown key={id} inquiry={data} />;
}

function Shown({ inquiry }: { inquiry: InquiryThread }) {
  const translate = useTranslate();
  const mayReveal = useMay("inquiries.reveal");
  const mayWrite = useMay("inquiries.write");
  const [isRevealing, setIsRevealing] = useState(false);
  const [revealed, setRevealed] = useState<InquiryThread | null>(null);
  const { name, email, phone } = revealed ?? inquiry;
  const hasContact = [name, email, phone].some((one) => one !== "");
  return (
    <>
      <PageTitle
        text={translate("inquiries.show.title", { receipt: inquiry.receipt })}
      >
        {mayWrite && <InquiryActs inquiry={inquiry} />}
      </PageTitle>
      {inquiry.isSecondaryDamage && (
        <Alert severity="error" variant="outlined" sx={{ mb: 2 }}>
          {translate("inquiries.secondaryDamage")}
        </Alert>
      )}
      {revealed && (
        <Alert
          severity="warning"
          sx={{ mb: 2 }}
          action={
            <Button
              color="inherit"
              size="small"
              onClick={() => setRevealed(null)}
            >
              {translate("inquiries.reveal.hide")}
            </Button>
          }
        >
          {translate("inquiries.reveal.shown")}
        </Alert>
      )}
      <Box
        sx={{
          display: "grid",
          gridTemplateColumns: {
            xs: "minmax(0, 1fr)",
            lg: "minmax(0, 8fr) minmax(0, 4fr)",
          },
          columnGap: 5,
        }}
      >
        <Box>
          <Section title={translate("inquiries.thread")}>
            <ThreadMessages messages={inquiry.messages} />
            {mayWrite && <Say inquiry={inquiry} />}
          </Section>
        </Box>
        <Box>
          <InquiryFacts inquiry={{ ...inquiry, name, email, phone }} />
          {mayReveal && hasContact && !revealed && (
            <Button
              variant="outlined"
              color="inherit"
              className="keii-screen-only"
              sx={{ mb: 3 }}
              onClick={() => setIsRevealing(true)}
            >
              {translate("inquiries.reveal.button")}
            </Button>
          )}
        </Box>
      </Box>
      {isRevealing && (
        <RevealInquiry
          inquiry={inquiry}
          onRevealed={setRevealed}
          onClose={() => setIsRevealing(false)}
        />
      )}
    </>
  );
}

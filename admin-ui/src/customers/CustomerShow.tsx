import { Alert, Box, Button } from "@mui/material";
import { useGetOne, useTranslate } from "ra-core";
import { useState } from "react";
import { useParams } from "react-router";
import type { Customer } from "@keii/shared";
import { FailurePage } from "../app/Failure.js";
import { useMay } from "../app/Incident.js";
import { PageTitle } from "../app/PageTitle.js";
import { Corrections } from "./Corrections.js";
import { CorrectCustomer } from "./CorrectionDialogs.js";
import { CustomerFacts } from "./CustomerFacts.js";
import { CustomerHistory } from "./CustomerHistory.js";
import { Purchases } from "./Purchases.js";
import { RevealCustomer } from "./RevealCustomer.js";
import { SamePerson } from "./SamePerson.js";
import { ScopeVerdict } from "./ScopeVerdict.js";

/** One customer: masked, and what is known about their part in the incident. */
export function CustomerShow() {
  const { id = "" } = useParams<{ id: string }>();
  const { data, error } = useGetOne<Customer>("customers", { id });
  if (error) return <FailurePage error={error} />;
  if (!data) return null;
  // What was revealed of one customer is gone with the page, and with another customer on it.
  return <Shown key={id} customer={data} />;
}

function Shown({ customer }: { customer: Customer }) {
  const translate = useTranslate();
  const mayReveal = useMay("customers.reveal");
  const mayWrite = useMay("customers.write");
  const mayReadScope = useMay("scope.read");
  const mayReadActivity = useMay("activity.read");
  const [open, setOpen] = useState<"reveal" | "correct" | null>(null);
  const [revealed, setRevealed] = useState<Customer | null>(null);
  const close = () => setOpen(null);
  const isShown =
    revealed !== null &&
    revealed.version === customer.version &&
    revealed.batchNo === customer.batchNo;
  const shown = isShown
    ? { ...revealed, personId: customer.personId }
    : customer;
  return (
    <>
      <PageTitle title="customers.show.title">
        {mayWrite && (
          <Button color="inherit" onClick={() => setOpen("correct")}>
            {translate("customers.correct.button")}
          </Button>
        )}
        {mayReveal && !isShown && (
          <Button variant="contained" onClick={() => setOpen("reveal")}>
            {translate("customers.reveal.button")}
          </Button>
        )}
      </PageTitle>
      {isShown && (
        <Alert
          severity="warning"
          sx={{ mb: 2 }}
          action={
            <Button
              color="inherit"
              size="small"
              onClick={() => setRevealed(null)}
            >
              {translate("customers.reveal.hide")}
            </Button>
          }
        >
          {translate("customers.reveal.shown")}
        </Alert>
      )}
      <Box
        sx={{
          display: "grid",
          gridTemplateColumns: {
            xs: "minmax(0, 1fr)",
            lg: "minmax(0, 5fr) minmax(0, 7fr)",
          },
          gridTemplateRows: { lg: "auto 1fr" },
          columnGap: 5,
        }}
      >
        <CustomerFacts customer={shown} />
        <Box sx={{ gridColumn: { lg: 2 }, gridRow: { lg: "1 / span 2" } }}>
          {mayReadScope && <ScopeVerdict customer={customer} />}
          <Purchases customerId={customer.id} />
          {mayReadActivity && <CustomerHistory customerId={customer.id} />}
        </Box>
        <Box>
          <Corrections customer={shown} />
          <SamePerson customer={customer} />
        </Box>
      </Box>
      {open === "reveal" && (
        <RevealCustomer
          customer={customer}
          onRevealed={setRevealed}
          onClose={close}
        />
      )}
      {open === "correct" && (
        <CorrectCustomer customer={shown} onClose={close} />
      )}
    </>
  );
}

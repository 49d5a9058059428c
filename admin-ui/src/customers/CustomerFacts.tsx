import { Box, Typography } from "@mui/material";
import { useTranslate } from "ra-core";
import type { ReactNode } from "react";
import type { CorrectableField, Customer } from "@keii/shared";
import { CopyButton } from "../app/CopyButton.js";
import { Fact, Facts } from "../app/Facts.js";
import { DayText } from "../app/MomentText.js";
import { useBaseName } from "./use-member-bases.js";

/** What is known of a customer, as the reader may see it. */
export function CustomerFacts({ customer }: { customer: Customer }) {
  const translate = useTranslate();
  const baseName = useBaseName();
  const fact = (field: string, value: ReactNode) => (
    <Fact name={translate(`resources.customers.fields.${field}`)}>
      {value || (
        <Typography component="span" variant="body2" color="textSecondary">
          {translate("app.none")}
        </Typography>
      )}
      {isCorrected(customer, field) && (
        <Typography
          component="span"
          variant="caption"
          color="textSecondary"
          sx={{ ml: 1 }}
        >
          {translate("customers.mark.corrected")}
        </Typography>
      )}
    </Fact>
  );
  return (
    <Box sx={{ mb: 4 }}>
      {customer.isMasked && (
        <Typography variant="body2" color="textSecondary" sx={{ mb: 1 }}>
          {translate("customers.masked")}
        </Typography>
      )}
      <Facts>
        {fact(
          "customerNo",
          <>
            <b>{customer.customerNo}</b>
            <CopyButton
              text={customer.customerNo}
              label="customers.copyCustomerNo"
            />
          </>,
        )}
        {fact("memberBase", baseName(customer))}
        {fact("name", customer.name)}
        {fact("kana", customer.kana)}
        {customer.company && fact("company", customer.company)}
        {customer.department && fact("department", customer.department)}
        {fact(
          "emails",
          customer.emails.length > 0 && <Emails customer={customer} />,
        )}
        {fact("phone", customer.phone)}
        {fact("postalCode", customer.postalCode)}
        {fact("address", customer.address)}
        {customer.language && fact("language", customer.language)}
        {fact(
          "registeredOn",
          customer.registeredOn && <DayText on={customer.registeredOn} />,
        )}
        {fact("status", translate(`customers.status.${customer.status}`))}
        {fact(
          "batchNo",
          translate("customers.batch", { no: customer.batchNo }),
        )}
      </Facts>
    </Box>
  );
}

function Emails({ customer }: { customer: Customer }) {
  const translate = useTranslate();
  return (
    <>
      {customer.emails.map((email) => (
        <Box
          key={email}
          component="span"
          sx={{ display: customer.emails.length > 1 ? "block" : "inline" }}
        >
          {email}
        </Box>
      ))}
      {customer.hasOddEmail && (
        <Typography variant="caption" color="textSecondary" component="div">
          {translate("customers.oddEmail")}
        </Typography>
      )}
    </>
  );
}

function isCorrected({ corrected }: Customer, field: string): boolean {
  const name = field === "emails" ? "email" : field;
  return corrected.includes(name as CorrectableField);
}

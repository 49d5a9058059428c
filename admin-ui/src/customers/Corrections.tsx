import {
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
import type { CorrectableField, Customer } from "@keii/shared";
import { useMay } from "../app/Incident.js";
import { InstantText } from "../app/MomentText.js";
import { Section } from "../app/Section.js";
import { WideTable } from "../app/WideTable.js";
import { TakeCorrectionAway } from "./CorrectionDialogs.js";

/** What the desk corrected, beside what was imported. */
export function Corrections({ customer }: { customer: Customer }) {
  const translate = useTranslate();
  const mayWrite = useMay("customers.write");
  const [taken, setTaken] = useState<CorrectableField | null>(null);
  const { corrected, correction, imported } = customer;
  const title = translate("customers.corrections");
  const text = (field: CorrectableField, value: string) =>
    (field === "status" ? translate(`customers.status.${value}`) : value) ||
    translate("app.none");
  return (
    <Section title={title}>
      {corrected.length === 0 && (
        <Typography variant="body2" color="textSecondary">
          {translate("customers.corrections.none")}
        </Typography>
      )}
      {corrected.length > 0 && (
        <WideTable label={title}>
          <Table size="small" aria-label={title}>
            <TableHead>
              <TableRow>
                <TableCell>
                  {translate("customers.corrections.field")}
                </TableCell>
                <TableCell>
                  {translate("customers.corrections.imported")}
                </TableCell>
                <TableCell>
                  {translate("customers.corrections.corrected")}
                </TableCell>
                {mayWrite && <TableCell />}
              </TableRow>
            </TableHead>
            <TableBody>
              {corrected.map((field) => (
                <TableRow key={field}>
                  <TableCell sx={{ whiteSpace: "nowrap" }}>
                    {translate(`resources.customers.fields.${field}`)}
                  </TableCell>
                  <TableCell
                    sx={{
                      textDecoration: "line-through",
                      overflowWrap: "anywhere",
                    }}
                  >
                    {text(field, imported[field] ?? "")}
                  </TableCell>
                  <TableCell sx={{ overflowWrap: "anywhere" }}>
                    <b>{text(field, correctedOf(customer, field))}</b>
                  </TableCell>
                  {mayWrite && (
                    <TableCell align="right">
                      <Button
                        size="small"
                        color="inherit"
                        onClick={() => setTaken(field)}
                        sx={{ whiteSpace: "nowrap" }}
                      >
                        {translate("customers.takeAway.button")}
                      </Button>
                    </TableCell>
                  )}
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </WideTable>
      )}
      {correction && (
        <Typography variant="body2" color="textSecondary" sx={{ mt: 1 }}>
          {translate("customers.corrections.why", {
            reason: correction.reason,
          })}{" "}
          (<InstantText at={correction.at} /> {correction.by?.name})
        </Typography>
      )}
      {taken && (
        <TakeCorrectionAway
          customer={customer}
          field={taken}
          onClose={() => setTaken(null)}
        />
      )}
    </Section>
  );
}

function correctedOf(customer: Customer, field: CorrectableField): string {
  return field === "email" ? customer.emails.join(" ") : customer[field];
}

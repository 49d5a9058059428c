import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
} from "@mui/material";
import { useTranslate } from "ra-core";
import { inLanguage, type Purchase } from "@keii/shared";
import { useLanguage } from "../app/i18n.js";
import { InstantText } from "../app/MomentText.js";
import { WideTable } from "../app/WideTable.js";

/** A purchase as a table shows it; with why no exposure chose it, where that is told. */
export interface ShownPurchase extends Omit<
  Purchase,
  "id" | "brand" | "last4"
> {
  last4?: string;
  brand?: string;
  because?: string;
}

interface PurchaseTableProps {
  label: string;
  purchases: readonly ShownPurchase[];
}

export function PurchaseTable({ label, purchases }: PurchaseTableProps) {
  const translate = useTranslate();
  const language = useLanguage();
  const hasCards = purchases.some(({ last4 }) => last4);
  const hasBecause = purchases.some(({ because }) => because);
  const head = (field: string) => translate(`customers.purchase.${field}`);
  return (
    <WideTable label={label}>
      <Table size="small" aria-label={label}>
        <TableHead>
          <TableRow>
            <TableCell>{head("paidAt")}</TableCell>
            <TableCell>{head("site")}</TableCell>
            <TableCell>{head("method")}</TableCell>
            {hasCards && <TableCell>{head("card")}</TableCell>}
            <TableCell>{head("status")}</TableCell>
            <TableCell>{head("orderNo")}</TableCell>
            {hasBecause && <TableCell>{head("because")}</TableCell>}
          </TableRow>
        </TableHead>
        <TableBody>
          {purchases.map((one) => (
            <TableRow
              key={`${one.site.code} ${one.orderNo}`}
              sx={{ whiteSpace: "nowrap" }}
            >
              <TableCell>
                {one.paidAt && <InstantText at={one.paidAt} />}
              </TableCell>
              <TableCell>
                {inLanguage(one.site.name, language) || one.site.code}
              </TableCell>
              <TableCell>
                {translate(`paymentStops.method.${one.method}`)}
              </TableCell>
              {hasCards && (
                <TableCell>
                  {one.last4 && `${one.brand ?? ""} *${one.last4}`.trim()}
                </TableCell>
              )}
              <TableCell>{translate(`imports.status.${one.status}`)}</TableCell>
              <TableCell>{one.orderNo}</TableCell>
              {hasBecause && <TableCell>{one.because}</TableCell>}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </WideTable>
  );
}

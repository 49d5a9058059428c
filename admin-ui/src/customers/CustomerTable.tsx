import {
  Link,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
} from "@mui/material";
import { useCreatePath, useTranslate } from "ra-core";
import { useEffect, useRef } from "react";
import { Link as RouterLink, useNavigate } from "react-router";
import type { Customer } from "@keii/shared";
import { WideTable } from "../app/WideTable.js";
import { addressOf } from "./customer-text.js";
import { useBaseName } from "./use-member-bases.js";

interface CustomerTableProps {
  customers: readonly Customer[];
  /** Whether there are several bases, so that it has to be said of which each is. */
  hasBases: boolean;
  /** Whose row the keyboard begins at. */
  focusedId?: string | null;
  onOpen?: (id: string) => void;
}

const atDesk = { display: { xs: "none", md: "table-cell" } } as const;

/** Customers, one dense line each; j k move, Enter opens. */
export function CustomerTable({
  customers,
  hasBases,
  focusedId = null,
  onOpen,
}: CustomerTableProps) {
  const translate = useTranslate();
  const createPath = useCreatePath();
  const navigate = useNavigate();
  const focused = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    focused.current?.focus();
  }, []);
  const baseName = useBaseName();
  const label = (field: string) =>
    translate(`resources.customers.fields.${field}`);
  return (
    <WideTable label={translate("customers.title")}>
      <Table size="small" aria-label={translate("customers.title")}>
        <TableHead>
          <TableRow>
            <TableCell>{label("customerNo")}</TableCell>
            {hasBases && <TableCell>{label("memberBase")}</TableCell>}
            <TableCell>{label("name")}</TableCell>
            <TableCell>{label("kana")}</TableCell>
            <TableCell sx={atDesk}>{label("company")}</TableCell>
            <TableCell>{label("emails")}</TableCell>
            <TableCell>{label("phone")}</TableCell>
            <TableCell sx={atDesk}>{label("address")}</TableCell>
            <TableCell>{label("status")}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {customers.map((one) => {
            const to = createPath({
              resource: "customers",
              type: "show",
              id: one.id,
            });
            return (
              <TableRow
                key={one.id}
                hover
                data-keii-row
                ref={one.id === focusedId ? focused : undefined}
                tabIndex={-1}
                sx={{
                  cursor: "pointer",
                  whiteSpace: "nowrap",
                  scrollMarginTop: 140,
                  "&:focus": { bgcolor: "action.selected" },
                }}
                onClick={() => {
                  onOpen?.(one.id);
                  void navigate(to);
                }}
                onKeyDown={(event) => {
                  if (
                    event.key === "Enter" &&
                    event.target === event.currentTarget
                  )
                    event.currentTarget.click();
                }}
              >
                <TableCell>
                  <Link
                    component={RouterLink}
                    to={to}
                    onClick={(event) => {
                      event.stopPropagation();
                      onOpen?.(one.id);
                    }}
                  >
                    {one.customerNo}
                  </Link>
                </TableCell>
                {hasBases && <TableCell>{baseName(one)}</TableCell>}
                <TableCell>{one.name}</TableCell>
                <TableCell>{one.kana}</TableCell>
                <TableCell sx={atDesk}>{one.company}</TableCell>
                <TableCell>
                  {one.emails[0]}
                  {one.emails.length > 1 && ` +${one.emails.length - 1}`}
                </TableCell>
                <TableCell>{one.phone}</TableCell>
                <TableCell sx={atDesk}>{addressOf(one)}</TableCell>
                <TableCell>
                  <Standing customer={one} />
                </TableCell>
              </TableRow>
            );
          })}
        </TableBody>
      </Table>
    </WideTable>
  );
}

/** The state, and what somebody found out since the import. */
function Standing({ customer }: { customer: Customer }) {
  const translate = useTranslate();
  return [
    translate(`customers.status.${customer.status}`),
    customer.corrected.length > 0 && translate("customers.mark.corrected"),
    customer.personId !== null && translate("customers.mark.linked"),
  ]
    .filter(Boolean)
    .join(" · ");
}

import {
  Button,
  Link,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  Typography,
} from "@mui/material";
import { useQuery } from "@tanstack/react-query";
import { TextInput, useCreatePath, useTranslate } from "react-admin";
import { useState } from "react";
import { Link as RouterLink } from "react-router";
import { PersonUnlink, type Customer } from "@keii/shared";
import { ActDialog } from "../app/ActDialog.js";
import { Failure } from "../app/Failure.js";
import { call } from "../app/http.js";
import { useMay } from "../app/Incident.js";
import { useAct, useKeiiDataProvider } from "../app/saving.js";
import { Section } from "../app/Section.js";
import { WideTable } from "../app/WideTable.js";
import { useBaseName } from "./use-member-bases.js";

/** The accounts that somebody said are the same person. */
export function SamePerson({ customer }: { customer: Customer }) {
  const translate = useTranslate();
  const createPath = useCreatePath();
  const mayWrite = useMay("customers.write");
  const { pathOf } = useKeiiDataProvider();
  const baseName = useBaseName();
  const [unlinked, setUnlinked] = useState<Customer | null>(null);
  const { data: accounts = [], error } = useQuery({
    queryKey: ["customers", customer.id, "accounts"],
    enabled: customer.personId !== null,
    queryFn: async ({ signal }) =>
      (
        await call<Customer[]>(
          `${pathOf("customers")}/${customer.id}/accounts`,
          { signal },
        )
      ).data,
  });
  const title = translate("customers.accounts");
  const label = (field: string) =>
    translate(`resources.customers.fields.${field}`);
  const showOf = (id: string) =>
    createPath({ resource: "customers", type: "show", id });
  return (
    <Section title={title}>
      {error && <Failure error={error} />}
      {customer.personId === null && (
        <Typography variant="body2" color="textSecondary">
          {translate("customers.accounts.none")}{" "}
          <Link
            component={RouterLink}
            to={createPath({ resource: "person-suggestions", type: "list" })}
          >
            {translate("customers.suggestions.link")}
          </Link>
        </Typography>
      )}
      {customer.personId !== null && accounts.length > 0 && (
        <WideTable label={title}>
          <Table size="small" aria-label={title}>
            <TableHead>
              <TableRow>
                <TableCell>{label("customerNo")}</TableCell>
                <TableCell>{label("memberBase")}</TableCell>
                <TableCell>{label("emails")}</TableCell>
                {mayWrite && <TableCell />}
              </TableRow>
            </TableHead>
            <TableBody>
              {accounts.map((one) => (
                <TableRow key={one.id} sx={{ whiteSpace: "nowrap" }}>
                  <TableCell>
                    {one.id === customer.id ? (
                      <b>
                        {one.customerNo} {translate("customers.accounts.this")}
                      </b>
                    ) : (
                      <Link component={RouterLink} to={showOf(one.id)}>
                        {one.customerNo}
                      </Link>
                    )}
                  </TableCell>
                  <TableCell>{baseName(one)}</TableCell>
                  <TableCell>{one.emails[0]}</TableCell>
                  {mayWrite && (
                    <TableCell align="right">
                      <Button
                        size="small"
                        color="inherit"
                        onClick={() => setUnlinked(one)}
                      >
                        {translate("customers.unlink.button")}
                      </Button>
                    </TableCell>
                  )}
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </WideTable>
      )}
      {unlinked && (
        <Unlink
          account={unlinked}
          isLastPair={accounts.length <= 2}
          onClose={() => setUnlinked(null)}
        />
      )}
    </Section>
  );
}

interface UnlinkProps {
  account: Customer;
  /** Nobody is left to be linked with. */
  isLastPair: boolean;
  onClose: () => void;
}

function Unlink({ account, isLastPair, onClose }: UnlinkProps) {
  const translate = useTranslate();
  const act = useAct("customers", ["person-suggestions", "activity"]);
  return (
    <ActDialog
      title={translate("customers.unlink.title", {
        customerNo: account.customerNo,
      })}
      sentence={translate(
        isLastPair
          ? "customers.unlink.sentence.pair"
          : "customers.unlink.sentence",
      )}
      submitLabel={translate("customers.unlink.button")}
      contract={PersonUnlink}
      defaultValues={{ reason: "" }}
      onSubmit={(data) => act({ id: account.id, verb: "unlink", data })}
      onClose={onClose}
    >
      <TextInput source="reason" label="app.reason" multiline fullWidth />
    </ActDialog>
  );
}

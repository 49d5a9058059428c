import {
  Box,
  Button,
  Checkbox,
  FormControlLabel,
  Link,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  Typography,
} from "@mui/material";
import { TextInput, useCreatePath, useTranslate } from "react-admin";
import { useState } from "react";
import { Link as RouterLink } from "react-router";
import { PersonLink, type Customer, type PersonSuggestion } from "@keii/shared";
import { ActDialog } from "../app/ActDialog.js";
import { call } from "../app/http.js";
import { useMay } from "../app/Incident.js";
import { useKeiiDataProvider, useLookAgain } from "../app/saving.js";
import { WideTable } from "../app/WideTable.js";
import { useBaseName } from "./use-member-bases.js";

const fields = ["name", "kana", "email", "phone", "address"] as const;

function textOf(one: Customer, field: (typeof fields)[number]): string {
  if (field === "email") return one.emails.join(" ");
  if (field === "address")
    return [one.postalCode, one.address].filter(Boolean).join(" ");
  return one[field];
}

/** Masks of two different values may look the same: so it is said. */
function comparisonOf(
  { customers, shares }: PersonSuggestion,
  field: (typeof fields)[number],
): string | null {
  if (shares.includes(field))
    return customers.length === 2
      ? "customers.suggestions.same"
      : "customers.suggestions.someSame";
  const known = customers.filter((one) => textOf(one, field) !== "");
  return known.length > 1 ? "customers.suggestions.different" : null;
}

/** Accounts side by side, what they share marked; whoever may, says which of them are one person. */
export function Suggestion({ suggestion }: { suggestion: PersonSuggestion }) {
  const translate = useTranslate();
  const mayWrite = useMay("customers.write");
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [isLinking, setIsLinking] = useState(false);
  const { customers, shares } = suggestion;
  const nos = customers.map(({ customerNo }) => customerNo);
  const label = translate("customers.suggestions.of", {
    customerNos: nos.join(" / "),
  });
  const choose = (id: string, isChosen: boolean) =>
    setChosen(
      isChosen ? [...chosen, id] : chosen.filter((other) => other !== id),
    );
  return (
    <Box
      component="section"
      aria-label={label}
      data-keii-row
      tabIndex={-1}
      sx={{ mb: 3, borderTop: 1, borderColor: "divider", pt: 1 }}
    >
      <WideTable label={label}>
        <Table size="small" aria-label={label} sx={{ width: "auto" }}>
          <TableHead>
            <TableRow>
              <TableCell>{translate("customers.suggestions.field")}</TableCell>
              {customers.map((one) => (
                <TableCell key={one.id} sx={{ minWidth: 180 }}>
                  <AccountHead
                    account={one}
                    isChosen={chosen.includes(one.id)}
                    onChoose={mayWrite ? choose : null}
                  />
                </TableCell>
              ))}
              <TableCell />
            </TableRow>
          </TableHead>
          <TableBody>
            {fields.map((field) => {
              const isShared = shares.includes(field);
              const comparison = comparisonOf(suggestion, field);
              return (
                <TableRow key={field} sx={{ whiteSpace: "nowrap" }}>
                  <TableCell component="th" scope="row">
                    {translate(`resources.customers.fields.${field}`)}
                  </TableCell>
                  {customers.map((one) => (
                    <TableCell
                      key={one.id}
                      sx={{ fontWeight: isShared ? 700 : undefined }}
                    >
                      {textOf(one, field)}
                    </TableCell>
                  ))}
                  <TableCell>{comparison && translate(comparison)}</TableCell>
                </TableRow>
              );
            })}
          </TableBody>
        </Table>
      </WideTable>
      {mayWrite && (
        <Box sx={{ display: "flex", alignItems: "center", gap: 2, mt: 1 }}>
          <Button
            variant="outlined"
            disabled={chosen.length < 2}
            onClick={() => setIsLinking(true)}
          >
            {translate("customers.link.button")}
          </Button>
          {chosen.length < 2 && (
            <Typography variant="body2" color="textSecondary">
              {translate("customers.link.choose")}
            </Typography>
          )}
        </Box>
      )}
      {isLinking && (
        <LinkAccounts
          accounts={customers.filter(({ id }) => chosen.includes(id))}
          onClose={() => setIsLinking(false)}
        />
      )}
    </Box>
  );
}

interface AccountHeadProps {
  account: Customer;
  isChosen: boolean;
  onChoose: ((id: string, isChosen: boolean) => void) | null;
}

/** Which account it is, in which base; a tick where one may choose. */
function AccountHead({ account, isChosen, onChoose }: AccountHeadProps) {
  const translate = useTranslate();
  const createPath = useCreatePath();
  const baseName = useBaseName();
  const { id, customerNo, personId } = account;
  const to = createPath({ resource: "customers", type: "show", id });
  return (
    <>
      {onChoose ? (
        <FormControlLabel
          control={
            <Checkbox
              size="small"
              checked={isChosen}
              onChange={(_, checked) => onChoose(id, checked)}
            />
          }
          label={customerNo}
        />
      ) : (
        customerNo
      )}
      <Typography variant="caption" component="div">
        {baseName(account)}
        {personId !== null && ` · ${translate("customers.mark.linked")}`}
        {" · "}
        <Link component={RouterLink} to={to}>
          {translate("customers.suggestions.open")}
        </Link>
      </Typography>
    </>
  );
}

function LinkAccounts({
  accounts,
  onClose,
}: {
  accounts: readonly Customer[];
  onClose: () => void;
}) {
  const translate = useTranslate();
  const { pathOf } = useKeiiDataProvider();
  const lookAgain = useLookAgain();
  const link = async ({ reason }: Record<string, unknown>) => {
    const customerIds = accounts.map(({ id }) => id);
    try {
      await call(pathOf("person-links"), {
        method: "POST",
        body: { customerIds, reason },
      });
    } finally {
      await lookAgain("person-suggestions", "customers", "activity");
    }
  };
  return (
    <ActDialog
      title={translate("customers.link.title", {
        customerNos: accounts.map(({ customerNo }) => customerNo).join(" / "),
      })}
      sentence={translate("customers.link.sentence")}
      submitLabel={translate("customers.link.button")}
      contract={PersonLink}
      defaultValues={{
        customerIds: accounts.map(({ id }) => id),
        reason: "",
      }}
      onSubmit={link}
      onClose={onClose}
    >
      <TextInput
        source="reason"
        label="app.reason"
        helperText="customers.link.reasonHint"
        multiline
        fullWidth
      />
    </ActDialog>
  );
}

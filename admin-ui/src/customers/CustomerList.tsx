import {
  Box,
  Button,
  MenuItem,
  Stack,
  TextField,
  Typography,
} from "@mui/material";
import { useCreatePath, useTranslate } from "ra-core";
import { useRef, useState } from "react";
import { Link } from "react-router";
import { inLanguage } from "@keii/shared";
import { Empty } from "../app/Empty.js";
import { Failure } from "../app/Failure.js";
import { useLanguage } from "../app/i18n.js";
import { useMay } from "../app/Incident.js";
import { useListKeys } from "../app/ListPage.js";
import { PageTitle } from "../app/PageTitle.js";
import { SearchField } from "../app/SearchField.js";
import { CustomerTable } from "./CustomerTable.js";
import { ExportCustomers } from "./ExportCustomers.js";
import { useCustomerSearch } from "./use-customer-search.js";
import { useMemberBases } from "./use-member-bases.js";

/** Finds a customer by whatever is known of them; each is opened for the rest. */
export function CustomerList() {
  const translate = useTranslate();
  const createPath = useCreatePath();
  const mayExport = useMay("customers.export");
  const mayImport = useMay("scope.write");
  const bases = useMemberBases();
  const found = useCustomerSearch();
  const [isExporting, setIsExporting] = useState(false);
  const rows = useRef<HTMLDivElement>(null);
  useListKeys();
  const { search, customers, isTooShort, isPending, error } = found;
  const isEverybody = search.q === "" && search.memberBaseId === null;
  const isNobody = !isPending && !isTooShort && customers.length === 0;
  return (
    <>
      <PageTitle title="customers.title">
        <Button
          component={Link}
          color="inherit"
          to={createPath({ resource: "person-suggestions", type: "list" })}
        >
          {translate("customers.suggestions.link")}
        </Button>
        {mayExport && (
          <Button
            variant="outlined"
            color="secondary"
            onClick={() => setIsExporting(true)}
          >
            {translate("customers.export.button")}
          </Button>
        )}
      </PageTitle>
      <Stack
        direction={{ xs: "column", sm: "row" }}
        data-keii-filter
        sx={{ gap: 1.5, mb: 1, maxWidth: 960 }}
      >
        <SearchField
          label="customers.search.label"
          hint="customers.search.hint"
          q={search.q}
          onSearch={(q) => found.change({ q })}
          onLeave={() =>
            rows.current?.querySelector<HTMLElement>("[data-keii-row]")?.focus()
          }
        />
        {bases.length > 1 && (
          <BaseField
            chosen={search.memberBaseId}
            onChoose={(memberBaseId) => found.change({ memberBaseId })}
          />
        )}
      </Stack>
      <Summary found={found} />
      {error ? (
        <Failure error={error} />
      ) : isNobody && isEverybody ? (
        <Empty
          title="customers.empty.title"
          text="customers.empty.text"
          example="customers.empty.example"
        >
          {mayImport && (
            <Button
              variant="contained"
              component={Link}
              to={createPath({ resource: "import-batches", type: "create" })}
            >
              {translate("customers.empty.import")}
            </Button>
          )}
        </Empty>
      ) : isNobody ? (
        <Empty
          title="customers.nobody.title"
          text="customers.nobody.text"
          example="customers.nobody.example"
        />
      ) : (
        customers.length > 0 && (
          <Box ref={rows} sx={{ opacity: found.isOld ? 0.6 : 1 }}>
            <CustomerTable
              customers={customers}
              hasBases={bases.length > 1}
              focusedId={found.cameFromId}
              onOpen={found.open}
            />
            {found.hasMore && (
              <Button
                sx={{ mt: 1 }}
                variant="outlined"
                color="inherit"
                disabled={found.isMoreComing}
                onClick={found.more}
              >
                {translate("customers.more")}
              </Button>
            )}
          </Box>
        )
      )}
      {isExporting && (
        <ExportCustomers bases={bases} onClose={() => setIsExporting(false)} />
      )}
    </>
  );
}

/** How many, in accounts; that there are more than were counted; that names are masks. */
function Summary({ found }: { found: ReturnType<typeof useCustomerSearch> }) {
  const translate = useTranslate();
  const mayReveal = useMay("customers.reveal");
  const { isTooShort, isPending, isOld, error, customers, total } = found;
  const count = translate(
    found.isCapped ? "customers.total.capped" : "customers.total",
    { smart_count: total, count: total.toLocaleString("en") },
  );
  const isWaiting = isPending || isOld;
  return (
    <Stack
      direction={{ xs: "column", sm: "row" }}
      sx={{ columnGap: 2, mb: 0.5, minHeight: 24, alignItems: "baseline" }}
    >
      <Typography variant="body2" role="status" sx={{ fontWeight: 600 }}>
        {isTooShort
          ? translate("customers.search.tooShort")
          : error
            ? ""
            : isWaiting
              ? translate("customers.search.looking")
              : count}
      </Typography>
      {customers.length > 0 && (
        <Typography variant="body2" color="textSecondary">
          {translate(
            mayReveal ? "customers.masked.mayReveal" : "customers.masked",
          )}
        </Typography>
      )}
    </Stack>
  );
}

function BaseField({
  chosen,
  onChoose,
}: {
  chosen: string | null;
  onChoose: (id: string | null) => void;
}) {
  const translate = useTranslate();
  const language = useLanguage();
  const bases = useMemberBases();
  return (
    <TextField
      select
      label={translate("resources.customers.fields.memberBase")}
      value={bases.some(({ id }) => id === chosen) ? chosen : ""}
      onChange={({ target }) => onChoose(target.value || null)}
      sx={{ flex: { sm: "0 0 240px" } }}
      slotProps={{
        select: { displayEmpty: true },
        inputLabel: { shrink: true },
      }}
    >
      <MenuItem value="">{translate("customers.base.all")}</MenuItem>
      {bases.map(({ id, code, name }) => (
        <MenuItem key={id} value={id}>
          {inLanguage(name, language)} ({code})
        </MenuItem>
      ))}
    </TextField>
  );
}

import {
  Box,
  Button,
  MenuItem,
  Stack,
  TextField,
  Typography,
} from "@mui/material";
import { useCreatePath, useRedirect, useTranslate } from "ra-core";
import { useRef } from "react";
import { Link } from "react-router";
import { inquiryCategories, inquiryStatuses } from "@keii/shared";
import { Empty } from "../app/Empty.js";
import { Failure } from "../app/Failure.js";
import { useMay } from "../app/Incident.js";
import { useListKeys } from "../app/ListPage.js";
import { PageTitle } from "../app/PageTitle.js";
import { SearchField } from "../app/SearchField.js";
import { InquiryTable } from "./InquiryTable.js";
import { useInquirySearch, type Search } from "./use-inquiry-search.js";

type Found = ReturnType<typeof useInquirySearch>;

/** What customers ask: ours to answer first, who waits longest before the others. */
export function InquiryList() {
  const translate = useTranslate();
  const createPath = useCreatePath();
  const goTo = useRedirect();
  const mayWrite = useMay("inquiries.write");
  const found = useInquirySearch();
  const rows = useRef<HTMLDivElement>(null);
  useListKeys(mayWrite ? () => goTo("create", "inquiries") : undefined);
  const { search, inquiries, isTooShort, isPending, error } = found;
  const isNobody = !isPending && !isTooShort && inquiries.length === 0;
  const add = mayWrite && (
    <Button
      variant="contained"
      component={Link}
      to={createPath({ resource: "inquiries", type: "create" })}
    >
      {translate("inquiries.add")}
    </Button>
  );
  return (
    <>
      <PageTitle title="inquiries.title">{add}</PageTitle>
      <Stack
        direction={{ xs: "column", md: "row" }}
        data-keii-filter
        sx={{ gap: 1.5, mb: 1, maxWidth: 1100 }}
      >
        <SearchField
          label="inquiries.search.label"
          hint="inquiries.search.hint"
          q={search.q}
          onSearch={(q) => found.change({ q })}
          onLeave={() =>
            rows.current?.querySelector<HTMLElement>("[data-keii-row]")?.focus()
          }
        />
        <Filters found={found} />
      </Stack>
      <Summary found={found} />
      {error ? (
        <Failure error={error} />
      ) : isNobody && found.isEverything ? (
        <Empty
          title="inquiries.empty.title"
          text="inquiries.empty.text"
          example="inquiries.empty.example"
        >
          {add}
        </Empty>
      ) : isNobody ? (
        <Empty title="inquiries.nobody.title" text="inquiries.nobody.text" />
      ) : (
        inquiries.length > 0 && (
          <Box ref={rows} sx={{ opacity: found.isOld ? 0.6 : 1 }}>
            <InquiryTable inquiries={inquiries} />
            {found.hasMore && (
              <Button
                sx={{ mt: 1 }}
                variant="outlined"
                color="inherit"
                disabled={found.isMoreComing}
                onClick={found.more}
              >
                {translate("inquiries.more")}
              </Button>
            )}
          </Box>
        )
      )}
    </>
  );
}

function Filters({ found }: { found: Found }) {
  return (
    <Stack direction="row" sx={{ gap: 1.5, flex: { md: "0 0 auto" } }}>
      <Filter
        found={found}
        name="status"
        words={["open", ...inquiryStatuses]}
      />
      <Filter found={found} name="category" words={inquiryCategories} />
      <Filter found={found} name="assignee" words={["mine", "nobody"]} />
    </Stack>
  );
}

function Filter<K extends "status" | "category" | "assignee">({
  found,
  name,
  words,
}: {
  found: Found;
  name: K;
  words: readonly NonNullable<Search[K]>[];
}) {
  const translate = useTranslate();
  return (
    <TextField
      select
      label={translate(`resources.inquiries.fields.${name}`)}
      value={found.search[name] ?? ""}
      onChange={({ target }) =>
        found.change({
          [name]: words.find((word) => word === target.value) ?? null,
        })
      }
      sx={{ flex: 1, minWidth: { xs: 0, md: 150 } }}
      slotProps={{
        select: { displayEmpty: true },
        inputLabel: { shrink: true },
      }}
    >
      <MenuItem value="">{translate(`inquiries.${name}.all`)}</MenuItem>
      {words.map((word) => (
        <MenuItem key={word} value={word}>
          {translate(`inquiries.${name}.${word}`)}
        </MenuItem>
      ))}
    </TextField>
  );
}

function Summary({ found }: { found: Found }) {
  const translate = useTranslate();
  const { isTooShort, isPending, isOld, error, total } = found;
  const count = translate(
    found.isCapped ? "inquiries.total.capped" : "inquiries.total",
    { smart_count: total, count: total.toLocaleString("en") },
  );
  return (
    <Typography
      variant="body2"
      role="status"
      sx={{ fontWeight: 600, minHeight: 24 }}
    >
      {isTooShort
        ? translate("inquiries.search.tooShort")
        : error
          ? ""
          : isPending || isOld
            ? translate("inquiries.search.looking")
            : count}
    </Typography>
  );
}

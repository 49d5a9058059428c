import { Button, Typography } from "@mui/material";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslate } from "ra-core";
import type { Purchase } from "@keii/shared";
import { Failure } from "../app/Failure.js";
import { call } from "../app/http.js";
import { useKeiiDataProvider } from "../app/saving.js";
import { Section } from "../app/Section.js";
import { PurchaseTable } from "./PurchaseTable.js";

const pageSize = 25;

/** What the customer bought, newest first. */
export function Purchases({ customerId }: { customerId: string }) {
  const translate = useTranslate();
  const { pathOf } = useKeiiDataProvider();
  const path = `${pathOf("customers")}/${customerId}/purchases`;
  const query = useInfiniteQuery({
    queryKey: ["customers", customerId, "purchases"],
    queryFn: async ({ pageParam, signal }) => {
      const range = [pageParam, pageParam + pageSize - 1];
      const { data, headers } = await call<Purchase[]>(
        `${path}?range=${JSON.stringify(range)}`,
        { signal },
      );
      const total = /\/(\d+)$/.exec(headers.get("content-range") ?? "")?.[1];
      return { rows: data, total: Number(total ?? data.length) };
    },
    initialPageParam: 0,
    getNextPageParam: ({ total }, pages) => {
      const loaded = pages.reduce((sum, { rows }) => sum + rows.length, 0);
      return loaded < total ? loaded : null;
    },
  });
  const rows = query.data?.pages.flatMap((page) => page.rows);
  const total = query.data?.pages[0]?.total ?? 0;
  const title = translate("customers.purchases");
  return (
    <Section title={rows ? `${title} (${total.toLocaleString("en")})` : title}>
      {query.error && <Failure error={query.error} />}
      {rows?.length === 0 && (
        <Typography variant="body2" color="textSecondary">
          {translate("customers.purchases.none")}
        </Typography>
      )}
      {rows && rows.length > 0 && (
        <PurchaseTable label={title} purchases={rows} />
      )}
      {query.hasNextPage && (
        <Button
          size="small"
          color="inherit"
          disabled={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {translate("customers.more")}
        </Button>
      )}
    </Section>
  );
}

import { Box, Typography } from "@mui/material";
import {
  FilterButton,
  ListBase,
  ListToolbar,
  Pagination,
  PaginationActions,
  useCanAccess,
  useListContext,
  useTranslate,
  type PaginationActionsProps,
  type SortPayload,
} from "react-admin";
import type { ReactElement, ReactNode } from "react";
import { ColumnChooser } from "./ColumnChooser.js";
import { ColumnsProvider } from "./columns.js";
import type { ListMeta } from "./data-provider.js";
import { ExportButtons } from "./ExportButtons.js";
import { Failure } from "./Failure.js";
import { useKey } from "./keys.js";
import { PageTitle } from "./PageTitle.js";
import { useResource } from "./saving.js";
import { WideTable } from "./WideTable.js";

interface ListPageProps {
  /** Message key of the heading. */
  title: string;
  /** react-admin inputs; those without `alwaysOn` are offered by the filter button. */
  filters?: ReactElement[];
  sort: SortPayload;
  perPage?: number;
  filter?: Record<string, unknown>;
  filterDefaultValues?: Record<string, unknown>;
  /** Buttons beside the heading, such as the one for a new record. */
  actions?: ReactNode;
  /** What `n` does. */
  onNew?: () => void;
  /** An `Empty`, shown when there is nothing and no filter. */
  empty: ReactNode;
  /** Keeps filters out of the address: for lists one searches by people. */
  isPrivate?: boolean;
  hasExports?: boolean;
  /** `false` where there is no table whose columns could be chosen. */
  hasColumns?: boolean;
  /** `false` where rows are loaded without pages. */
  pagination?: ReactNode;
  /** A `RecordTable`, or whatever shows the rows. */
  children: ReactNode;
}

/** A list with its heading, filters, column chooser, exports, pages and keys. */
export function ListPage({
  title,
  filters = [],
  sort,
  perPage = 50,
  filter,
  filterDefaultValues,
  isPrivate = false,
  ...view
}: ListPageProps) {
  return (
    <ListBase
      sort={sort}
      perPage={perPage}
      filter={filter}
      filterDefaultValues={filterDefaultValues}
      disableSyncWithLocation={isPrivate}
      exporter={false}
    >
      <ColumnsProvider>
        <ListView title={title} filters={filters} {...view} />
      </ColumnsProvider>
    </ListBase>
  );
}

function ListView({
  title,
  filters = [],
  actions,
  onNew,
  empty,
  hasExports = true,
  hasColumns = true,
  pagination = <Pages />,
  children,
}: Omit<ListPageProps, "sort">) {
  const translate = useTranslate();
  const list = useListContext();
  const { error, isPending, total, data } = list;
  const isFiltered = Object.keys(list.filterValues as object).length > 0;
  const isEmpty =
    !isPending && !isFiltered && total === 0 && data?.length === 0;
  useListKeys(onNew);
  return (
    <Box>
      <PageTitle title={title}>{actions}</PageTitle>
      {error ? (
        <Failure error={error} />
      ) : isEmpty ? (
        empty
      ) : (
        <>
          <ListToolbar
            className="keii-screen-only"
            filters={filters}
            actions={
              <ListActions
                filters={filters}
                hasExports={hasExports}
                hasColumns={hasColumns}
              />
            }
          />
          <WideTable label={translate(title)} data-keii-rows>
            {children}
          </WideTable>
          {pagination}
        </>
      )}
    </Box>
  );
}

function ListActions({
  filters,
  hasExports,
  hasColumns,
}: {
  filters: ReactElement[];
  hasExports: boolean;
  hasColumns: boolean;
}) {
  const resource = useResource();
  const { canAccess } = useCanAccess({ resource, action: "export" });
  const isOffered = (filter: ReactElement) =>
    !(filter.props as { alwaysOn?: boolean }).alwaysOn;
  return (
    <Box sx={{ display: "flex", gap: 0.5, alignItems: "center", pb: 0.5 }}>
      {filters.some(isOffered) && <FilterButton disableSaveQuery />}
      {hasColumns && <ColumnChooser />}
      {hasExports && canAccess && <ExportButtons />}
    </Box>
  );
}

/** Pages by number, or only back and forth where there are too many rows to count. */
export function Pages() {
  const list = useListContext();
  const translate = useTranslate();
  const { isCapped } = (list.meta ?? {}) as Partial<ListMeta>;
  const named = (step: "previous" | "next") => {
    const words = translate(`ra.navigation.${step}`);
    return { "aria-label": words, title: words };
  };
  return (
    <Box
      className="keii-screen-only"
      sx={{ display: "flex", justifyContent: "flex-end", alignItems: "center" }}
    >
      {isCapped && (
        <Typography variant="body2" color="textSecondary">
          {translate("app.capped")}
        </Typography>
      )}
      <Pagination
        rowsPerPageOptions={[25, 50, 100, 200]}
        actions={PageNumbers}
        slotProps={{
          actions: {
            previousButton: named("previous"),
            nextButton: named("next"),
          },
        }}
      />
    </Box>
  );
}

/** Named in the reader's language: by itself it is called “pagination navigation”. */
function PageNumbers(props: PaginationActionsProps) {
  const translate = useTranslate();
  return <PaginationActions {...props} aria-label={translate("app.pages")} />;
}

/** `n` new, `/` filter, `j k` move, `e` edit, on whatever rows lie below `data-keii-rows`. */
export function useListKeys(onNew?: () => void): void {
  useKey("n", "app.keys.new", () => onNew?.(), onNew !== undefined);
  useKey("/", "app.keys.filter", focusFilter);
  useKey("j", "app.keys.down", () => moveBy(1));
  useKey("k", "app.keys.up", () => moveBy(-1));
  useKey("e", "app.keys.edit", openRow);
}

function focusFilter(): void {
  const field = document.querySelector<HTMLInputElement>(
    "main form.filter-form input, main .RaFilterForm-root input, main [data-keii-filter] input, main input[type=search], main form input[type=text]",
  );
  field?.focus();
}

function rows(): HTMLElement[] {
  return [
    ...document.querySelectorAll<HTMLElement>(
      "[data-keii-rows] tbody tr, [data-keii-row]",
    ),
  ];
}

function currentRow(): number {
  return rows().findIndex((row) => row.contains(document.activeElement));
}

function moveBy(step: number): void {
  const all = rows();
  const next = all[Math.max(0, Math.min(all.length - 1, currentRow() + step))];
  if (!next) return;
  if (!next.hasAttribute("tabindex")) next.tabIndex = -1;
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}

function openRow(): void {
  const row = rows()[currentRow()];
  const edit = row?.querySelector<HTMLElement>("[data-keii-edit]");
  (edit ?? row)?.click();
}

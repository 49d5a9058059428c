import { DataTable, type DataTableProps, type RaRecord } from "react-admin";
import { useDeclareColumns } from "./columns.js";

/** A `DataTable` whose columns can be chosen from the keyboard and by screen readers. */
export function RecordTable<T extends RaRecord = RaRecord>({
  hiddenColumns = noColumns,
  ...props
}: DataTableProps<T>) {
  useDeclareColumns(props.children, hiddenColumns);
  return (
    <DataTable<T>
      size="small"
      bulkActionButtons={false}
      hiddenColumns={hiddenColumns}
      {...props}
    />
  );
}

const noColumns: string[] = [];

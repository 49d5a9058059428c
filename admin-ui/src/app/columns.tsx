import {
  createContext,
  isValidElement,
  useContext,
  useEffect,
  useMemo,
  useState,
  Children,
  type ReactNode,
} from "react";

/** A column that can be shown or hidden; the label is a message key, or found by its source. */
export interface Column {
  source: string;
  label?: string;
}

interface TableColumns {
  columns: readonly Column[];
  hidden: readonly string[];
}

interface Declared extends TableColumns {
  declare: (columns: TableColumns | null) => void;
}

const none: TableColumns = { columns: [], hidden: [] };
const ColumnsContext = createContext<Declared>({
  ...none,
  declare: () => undefined,
});

/** Lets the table below tell the chooser beside it which columns there are. */
export function ColumnsProvider({ children }: { children: ReactNode }) {
  const [declared, declare] = useState<TableColumns | null>(null);
  const value = useMemo(() => ({ ...(declared ?? none), declare }), [declared]);
  return (
    <ColumnsContext.Provider value={value}>{children}</ColumnsContext.Provider>
  );
}

export function useColumns(): TableColumns {
  return useContext(ColumnsContext);
}

/** Tells the chooser of the columns among the children of a table. */
export function useDeclareColumns(
  children: ReactNode,
  hidden: readonly string[],
): void {
  const { declare } = useContext(ColumnsContext);
  const said = JSON.stringify({ columns: columnsIn(children), hidden });
  useEffect(() => {
    declare(JSON.parse(said) as TableColumns);
    return () => declare(null);
  }, [declare, said]);
}

function columnsIn(children: ReactNode): Column[] {
  return Children.toArray(children).flatMap((child) => {
    if (!isValidElement<{ source?: string; label?: ReactNode }>(child))
      return [];
    const { source, label } = child.props;
    if (!source) return [];
    return [{ source, label: typeof label === "string" ? label : undefined }];
  });
}

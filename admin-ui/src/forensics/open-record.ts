import { useCreatePath, type Identifier } from "ra-core";

/** A row of a list opens its record on the page that shows it all. */
export function useOpenRecord(): (id: Identifier) => string {
  const createPath = useCreatePath();
  return (id) => createPath({ resource: "forensics", type: "show", id });
}

import { useQuery } from "@tanstack/react-query";
import { SelectInput } from "react-admin";
import type { Member } from "@keii/shared";
import { useMay } from "./Incident.js";
import { useKeiiDataProvider } from "./saving.js";

interface MemberInputProps {
  source: string;
  /** Message key. */
  label: string;
  /** Message key of the choice of nobody. */
  emptyText?: string;
}

/** One of those who work on the incident. */
export function MemberInput({ source, label, emptyText }: MemberInputProps) {
  return (
    <SelectInput
      source={source}
      label={label}
      choices={useMembers()}
      emptyText={emptyText}
      parse={(value: string) => (value === "" ? null : value)}
    />
  );
}

function useMembers(): { id: string; name: string }[] {
  const dataProvider = useKeiiDataProvider();
  const mayRead = useMay("members.read");
  const { data = [] } = useQuery({
    queryKey: ["members", "assignable"],
    enabled: mayRead,
    queryFn: async () => {
      const { data } = await dataProvider.getList<Member>("members", {
        pagination: { page: 1, perPage: 200 },
        sort: { field: "name", order: "ASC" },
        filter: {},
      });
      return data.map(({ userId, name }) => ({ id: userId, name }));
    },
  });
  return data;
}

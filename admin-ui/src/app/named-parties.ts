import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { Party, PartyRole } from "@keii/shared";
import { useKeiiDataProvider } from "./saving.js";

/** How long somebody types on before the list is asked. */
export const namePause = 150;

const shownAtOnce = 50;

/** The outside bodies with this in one of their names; those with one of the roles first. */
export function useNamedParties(
  name: string,
  roles: readonly PartyRole[],
): { parties: Party[]; isLooking: boolean } {
  const dataProvider = useKeiiDataProvider();
  const asked = useAfterPause(name);
  const named = async (filter: object) => {
    const { data } = await dataProvider.getList<Party>("parties", {
      pagination: { page: 1, perPage: shownAtOnce },
      sort: { field: "officialName", order: "ASC" },
      filter: { ...filter, q: asked },
    });
    return data;
  };
  const { data = [], isFetching } = useQuery({
    queryKey: ["parties", "named", asked, roles],
    queryFn: async () => {
      const [usual, all] = await Promise.all([
        roles.length > 0 ? named({ role: roles }) : [],
        named({}),
      ]);
      const isUsual = new Set(usual.map(({ id }) => id));
      return [...usual, ...all.filter(({ id }) => !isUsual.has(id))];
    },
    placeholderData: keepPreviousData,
  });
  return { parties: data, isLooking: isFetching || asked !== name };
}

function useAfterPause(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), namePause);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

import { useGetList } from "ra-core";
import { inLanguage, type Customer, type MemberBase } from "@keii/shared";
import { useLanguage } from "../app/i18n.js";
import { useMay } from "../app/Incident.js";

const all = {
  pagination: { page: 1, perPage: 200 },
  sort: { field: "code", order: "ASC" as const },
};

/** The member bases of the incident; none for whoever may not read them. */
export function useMemberBases(): MemberBase[] {
  const mayRead = useMay("scope.read");
  const { data } = useGetList<MemberBase>("member-bases", all, {
    enabled: mayRead,
  });
  return data ?? [];
}

/** What the base of a customer is called; its code where the name may not be read. */
export function useBaseName(): (customer: Customer) => string {
  const language = useLanguage();
  const bases = useMemberBases();
  return ({ memberBaseId, memberBase }) =>
    inLanguage(bases.find(({ id }) => id === memberBaseId)?.name, language) ||
    memberBase.code;
}

import { useQuery } from "@tanstack/react-query";
import type { RaRecord } from "ra-core";
import type {
  Exposure,
  ForensicFinding,
  GivenList,
  MemberBase,
  Permission,
  Site,
} from "@keii/shared";
import { useIncident, useMay } from "../app/Incident.js";
import { useKeiiDataProvider } from "../app/saving.js";

const pageSize = 200;

/** All records of a resource of the incident, for choices and names; undefined until they are known. */
function useAll<T extends RaRecord>(
  resource: string,
  field: string,
  permission: Permission = "scope.read",
): T[] | undefined {
  const { id } = useIncident();
  const dataProvider = useKeiiDataProvider();
  const mayRead = useMay(permission);
  const { data } = useQuery({
    queryKey: [resource, id, "all"],
    enabled: mayRead,
    queryFn: async () => {
      const all: T[] = [];
      for (let page = 1; ; page++) {
        const { data } = await dataProvider.getList<T>(resource, {
          pagination: { page, perPage: pageSize },
          sort: { field, order: "ASC" },
          filter: {},
        });
        all.push(...data);
        if (data.length < pageSize) return all;
      }
    },
  });
  return data;
}

export const useExposures = () => useAll<Exposure>("exposures", "no");
export const useSites = () => useAll<Site>("sites", "code");
export const useMemberBases = () => useAll<MemberBase>("member-bases", "code");
export const useGivenLists = () => useAll<GivenList>("given-lists", "no");
export const useFindings = () =>
  useAll<ForensicFinding>("forensic_findings", "createdAt", "forensics.read");

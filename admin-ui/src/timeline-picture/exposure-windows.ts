import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { momentOn, type Exposure } from "@keii/shared";
import { useIncident, useMay } from "../app/Incident.js";
import { spanOf } from "../app/picture-scale.js";
import { useKeiiDataProvider } from "../app/saving.js";

/** A window in which data may have leaked, in wall time; an open end is null. */
export interface ExposureWindow {
  no: number;
  name: string;
  start: number | null;
  end: number | null;
}

type Ends = Pick<
  Exposure,
  "no" | "name" | "zone" | "fromOn" | "fromAt" | "untilOn" | "untilAt"
>;

export function windowIn(exposure: Ends): ExposureWindow {
  const { no, name, zone, fromOn, fromAt, untilOn, untilAt } = exposure;
  const at = (on: string, at: string | null) =>
    spanOf({ ...momentOn(on), at }, zone, 0);
  return {
    no,
    name,
    start: fromOn === null ? null : at(fromOn, fromAt).start,
    end: untilOn === null ? null : at(untilOn, untilAt).end,
  };
}

const none: ExposureWindow[] = [];

/** The windows of the exposures that stand, for who may read them. */
export function useExposureWindows(): ExposureWindow[] {
  const { id } = useIncident();
  const dataProvider = useKeiiDataProvider();
  const mayRead = useMay("scope.read");
  const { data } = useQuery({
    queryKey: ["exposures", id, "windows"],
    enabled: mayRead,
    queryFn: async () =>
      (
        await dataProvider.getList<Exposure>("exposures", {
          pagination: { page: 1, perPage: 200 },
          sort: { field: "no", order: "ASC" },
          filter: {},
        })
      ).data,
  });
  return useMemo(
    () =>
      data
        ?.filter(({ state, fromOn, untilOn }) =>
          Boolean(state === "current" && (fromOn ?? untilOn)),
        )
        .map(windowIn) ?? none,
    [data],
  );
}

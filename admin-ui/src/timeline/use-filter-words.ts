import { useTranslate } from "react-admin";
import {
  setFilters,
  type TimelineFilter,
} from "../timeline-rows/timeline-query.js";

/** A filter in words: `公開範囲: 社内限り / 2016-08-12 から`. */
export function useFilterWords(): (filter: TimelineFilter) => string {
  const translate = useTranslate();
  return (filter) => {
    const { q, type, category, visibility, from, to, state, source } =
      setFilters(filter);
    const list = (name: string, values: readonly string[] | undefined) =>
      values?.length
        ? `${translate(`timeline.column.${name}`)}: ${values
            .map((value) => translate(`timeline.${name}.${value}`))
            .join("、")}`
        : "";
    return [
      q && translate("timeline.filter.word.q", { q }),
      list("type", type),
      list("category", category),
      list("visibility", visibility),
      from && translate("timeline.filter.word.from", { on: from }),
      to && translate("timeline.filter.word.to", { on: to }),
      list("state", state && [state]),
      source && translate(`timeline.origin.${source}`),
    ]
      .filter(Boolean)
      .join(" / ");
  };
}

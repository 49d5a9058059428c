import { useStore } from "react-admin";
import type {
  TimelineCategory,
  TimelineState,
  TimelineType,
  Visibility,
} from "@keii/shared";
import type { TimelineOrder, TimelineSortField } from "./timeline-pages.js";

/** The filters of the timeline as the API names them. */
export interface TimelineFilter {
  q?: string;
  type?: TimelineType[];
  category?: TimelineCategory[];
  visibility?: Visibility[];
  from?: string;
  to?: string;
  state?: TimelineState;
  source?: TimelineOrigin;
}

/** Whether somebody wrote an entry, or an act elsewhere in the product did. */
export const timelineOrigins = ["manual", "record"] as const;
export type TimelineOrigin = (typeof timelineOrigins)[number];

export interface TimelineQuery {
  filter: TimelineFilter;
  sort: { field: TimelineSortField; order: TimelineOrder };
}

export const firstQuery: TimelineQuery = {
  filter: {},
  sort: { field: "occurred", order: "DESC" },
};

/** Filter and sort of picture, list, print and export alike; kept while one is in the incident, never in an address. */
export function useTimelineQuery() {
  return useStore<TimelineQuery>("timeline.query", firstQuery);
}

/** The filter without what is not set. */
export function setFilters(filter: TimelineFilter): TimelineFilter {
  return Object.fromEntries(
    Object.entries(filter).filter(
      ([, value]) =>
        value !== undefined &&
        value !== "" &&
        !(Array.isArray(value) && value.length === 0),
    ),
  ) as TimelineFilter;
}

export function isFiltered(filter: TimelineFilter): boolean {
  return Object.keys(setFilters(filter)).length > 0;
}

/** Where the store keeps the entry that was looked at, so that the list comes back to its row. */
export const openedEntry = "timeline-opened";

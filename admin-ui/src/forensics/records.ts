import { useGetList, useTranslate } from "ra-core";
import type {
  ForensicEngagement,
  ForensicFinding,
  ForensicHandover,
  ForensicReport,
  ForensicReportKind,
} from "@keii/shared";

const all = { pagination: { page: 1, perPage: 200 } };

export function useEngagements() {
  return useGetList<ForensicEngagement>("forensics", {
    ...all,
    sort: { field: "createdAt", order: "ASC" },
  });
}

/** The reports of the incident, the newest first. */
export function useReports(): ForensicReport[] | undefined {
  const sort = { field: "occurred", order: "DESC" } as const;
  return useGetList<ForensicReport>("forensic_reports", { ...all, sort }).data;
}

/** What the reports found, the gravest first. */
export function useFindings(): ForensicFinding[] | undefined {
  const sort = { field: "severity", order: "ASC" } as const;
  return useGetList<ForensicFinding>("forensic_findings", { ...all, sort })
    .data;
}

/** To whom the reports went, the newest first. */
export function useHandovers(): ForensicHandover[] | undefined {
  const sort = { field: "occurred", order: "DESC" } as const;
  return useGetList<ForensicHandover>("forensic_handovers", { ...all, sort })
    .data;
}

/** A report in words: 最終報告書 1.0. */
export function useReportName(): (report: {
  kind: ForensicReportKind;
  edition: string;
}) => string {
  const translate = useTranslate();
  return ({ kind, edition }) =>
    `${translate(`forensics.report.${kind}`)} ${edition}`;
}

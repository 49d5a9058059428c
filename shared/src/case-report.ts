/** What a case report is to hold: all its reader may read, or only what may be published. */
export const caseReportContents = ["all", "public"] as const;
export type CaseReportContent = (typeof caseReportContents)[number];

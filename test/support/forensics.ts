import type {
  ForensicEngagement,
  ForensicFinding,
  ForensicHandover,
  ForensicReport,
  Party,
} from "@keii/shared";
import type { Caller } from "./caller.js";

/** An outside body. */
export async function aParty(
  writer: Caller,
  incidentId: string,
  officialName: string,
  more: object = {},
): Promise<Party> {
  return (
    await writer.post<Party>(`/api/incidents/${incidentId}/parties`, {
      officialName,
      ...more,
    })
  ).body;
}

/** A forensic firm at work. */
export async function anEngagement(
  writer: Caller,
  incidentId: string,
  firmId: string,
  more: object = {},
): Promise<ForensicEngagement> {
  return (
    await writer.post<ForensicEngagement>(
      `/api/incidents/${incidentId}/forensics`,
      { firmId, moments: [], ...more },
    )
  ).body;
}

/** A report that was received. */
export async function aReport(
  writer: Caller,
  incidentId: string,
  engagementId: string,
  more: object = {},
): Promise<ForensicReport> {
  return (
    await writer.post<ForensicReport>(
      `/api/incidents/${incidentId}/forensic_reports`,
      { engagementId, kind: "first", occurred: { on: "2016-08-16" }, ...more },
    )
  ).body;
}

/** Something a report found wanting. */
export async function aFinding(
  writer: Caller,
  incidentId: string,
  reportId: string,
  more: object = {},
): Promise<ForensicFinding> {
  return (
    await writer.post<ForensicFinding>(
      `/api/incidents/${incidentId}/forensic_findings`,
      {
        reportId,
        title: "ファイルのアップロード機能の不備",
        severity: "high",
        ...more,
      },
    )
  ).body;
}

/** A report that was handed over. */
export async function aHandover(
  writer: Caller,
  incidentId: string,
  reportId: string,
  partyIds: string[],
  more: object = {},
): Promise<ForensicHandover> {
  return (
    await writer.post<ForensicHandover>(
      `/api/incidents/${incidentId}/forensic_handovers`,
      {
        reportId,
        recipients: partyIds.map((partyId) => ({ partyId })),
        occurred: { on: "2016-08-16" },
        method: "secure_transfer",
        ...more,
      },
    )
  ).body;
}

import { FreeText, LeftOut, OneOf } from "./rules.js";

export class ApprovalDecision {
  @OneOf(["approved", "refused"]) decision!: "approved" | "refused";
  @LeftOut() @FreeText(2000) reason?: string;
}

export const approvalStates = ["asked", "approved", "refused", "void"] as const;
export type ApprovalState = (typeof approvalStates)[number];

export interface Approval {
  id: string;
  version: number;
  incidentId: string;
  subject: string;
  subjectId: string;
  subjectVersion: number;
  state: ApprovalState;
  reason: string;
  proposal: unknown;
  askedBy: { id: string; name: string };
  askedAt: string;
  decidedBy: { id: string; name: string } | null;
  decidedAt: string | null;
  decisionReason: string;
}

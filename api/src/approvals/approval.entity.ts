import { Column, Entity, PrimaryColumn } from "typeorm";
import type { ApprovalState } from "@keii/shared";

@Entity("approval")
export class ApprovalEntity {
  @PrimaryColumn("uuid") id!: string;
  @Column("integer") version!: number;
  @Column("uuid", { name: "incident_id" }) incidentId!: string;
  @Column("text") subject!: string;
  @Column("uuid", { name: "subject_id" }) subjectId!: string;
  @Column("integer", { name: "subject_version" }) subjectVersion!: number;
  @Column("text") state!: ApprovalState;
  @Column("text") reason!: string;
  @Column("jsonb") proposal!: unknown;
  @Column("uuid", { name: "asked_by" }) askedBy!: string;
  @Column("timestamptz", { name: "asked_at" }) askedAt!: Date;
  @Column("uuid", { name: "decided_by", nullable: true }) decidedBy!:
    string | null;
  @Column("timestamptz", { name: "decided_at", nullable: true })
  decidedAt!: Date | null;
  @Column("text", { name: "decision_reason" }) decisionReason!: string;
}

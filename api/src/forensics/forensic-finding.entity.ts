import { Column, Entity, PrimaryColumn } from "typeorm";
import type { FindingSeverity, FindingState } from "@keii/shared";

@Entity("forensic_finding")
export class ForensicFindingEntity {
  @PrimaryColumn("uuid") id!: string;
  @Column("integer") version!: number;
  @Column("uuid", { name: "incident_id" }) incidentId!: string;
  @Column("uuid", { name: "report_id" }) reportId!: string;
  @Column("integer") no!: number;
  @Column("text") title!: string;
  @Column("text") detail!: string;
  @Column("text") severity!: FindingSeverity;
  @Column("text") state!: FindingState;
  @Column("text", { name: "state_reason" }) stateReason!: string;
  @Column("timestamptz", { name: "created_at" }) createdAt!: Date;
  @Column("uuid", { name: "created_by", nullable: true }) createdBy!:
    string | null;
}

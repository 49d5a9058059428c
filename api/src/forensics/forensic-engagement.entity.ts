import { Column, Entity, PrimaryColumn } from "typeorm";
import type { ForensicRecordState } from "@keii/shared";

@Entity("forensic_engagement")
export class ForensicEngagementEntity {
  @PrimaryColumn("uuid") id!: string;
  @Column("integer") version!: number;
  @Column("uuid", { name: "incident_id" }) incidentId!: string;
  @Column("uuid", { name: "firm_id" }) firmId!: string;
  @Column("boolean", { name: "is_pfi" }) isPfi!: boolean;
  @Column("text") scope!: string;
  @Column("text", { name: "lead_investigator" }) leadInvestigator!: string;
  @Column("text", { name: "independence_checked_by" })
  independenceCheckedBy!: string;
  @Column("date", { name: "independence_checked_on", nullable: true })
  independenceCheckedOn!: string | null;
  @Column("uuid", { name: "required_by_id", nullable: true }) requiredById!:
    string | null;
  @Column("text") state!: ForensicRecordState;
  @Column("text", { name: "withdrawal_reason", nullable: true })
  withdrawalReason!: string | null;
  @Column("timestamptz", { name: "created_at" }) createdAt!: Date;
  @Column("uuid", { name: "created_by", nullable: true }) createdBy!:
    string | null;
}

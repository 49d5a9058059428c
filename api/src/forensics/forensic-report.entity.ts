import { Column, Entity, PrimaryColumn } from "typeorm";
import type {
  ForensicRecordState,
  ForensicReportAmendment,
  ForensicReportKind,
  Moment,
} from "@keii/shared";

@Entity("forensic_report")
export class ForensicReportEntity {
  @PrimaryColumn("uuid") id!: string;
  @Column("integer") version!: number;
  @Column("uuid", { name: "incident_id" }) incidentId!: string;
  @Column("uuid", { name: "engagement_id" }) engagementId!: string;
  @Column("text") kind!: ForensicReportKind;
  @Column("text") edition!: string;
  @Column("text") zone!: string;
  @Column("text", { name: "occurred_precision" })
  precision!: Moment["precision"];
  @Column("date", { name: "occurred_on" }) on!: string;
  @Column("timestamptz", { name: "occurred_at", nullable: true })
  at!: Date | null;
  @Column("date", { name: "occurred_until_on", nullable: true }) untilOn!:
    string | null;
  @Column("timestamptz", { name: "occurred_until_at", nullable: true })
  untilAt!: Date | null;
  @Column("date", { name: "issued_on", nullable: true }) issuedOn!:
    string | null;
  @Column("timestamptz", { name: "issued_at", nullable: true })
  issuedAt!: Date | null;
  @Column("text") summary!: string;
  @Column("text") exposures!: string;
  @Column("jsonb") changes!: ForensicReportAmendment[];
  @Column("text") state!: ForensicRecordState;
  @Column("text", { name: "withdrawal_reason", nullable: true })
  withdrawalReason!: string | null;
  @Column("timestamptz", { name: "created_at" }) createdAt!: Date;
  @Column("uuid", { name: "created_by", nullable: true }) createdBy!:
    string | null;
}

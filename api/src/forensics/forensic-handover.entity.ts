import { Column, Entity, PrimaryColumn } from "typeorm";
import type { ForensicRecordState, HandoverMethod, Moment } from "@keii/shared";

@Entity("forensic_handover")
export class ForensicHandoverEntity {
  @PrimaryColumn("uuid") id!: string;
  @Column("integer") version!: number;
  @Column("uuid", { name: "incident_id" }) incidentId!: string;
  @Column("uuid", { name: "report_id" }) reportId!: string;
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
  @Column("text") method!: HandoverMethod;
  @Column("text", { name: "handed_by" }) handedBy!: string;
  @Column("text") note!: string;
  @Column("text") state!: ForensicRecordState;
  @Column("text", { name: "withdrawal_reason", nullable: true })
  withdrawalReason!: string | null;
  @Column("timestamptz", { name: "created_at" }) createdAt!: Date;
  @Column("uuid", { name: "created_by", nullable: true }) createdBy!:
    string | null;
}

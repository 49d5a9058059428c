import { Column, Entity, PrimaryColumn } from "typeorm";
import type { AnswerOutcome, Moment } from "@keii/shared";

@Entity("partner_answer")
export class PartnerAnswerEntity {
  @PrimaryColumn("uuid") id!: string;
  @Column("uuid", { name: "incident_id" }) incidentId!: string;
  @Column("uuid", { name: "request_id" }) requestId!: string;
  @Column("text") outcome!: AnswerOutcome;
  @Column("text") zone!: string;
  @Column("text", { name: "occurred_precision" })
  precision!: Moment["precision"];
  @Column("date", { name: "occurred_on" }) on!: string;
  @Column("timestamptz", { name: "occurred_at", nullable: true })
  at!: Date | null;
  @Column("date", { name: "occurred_until_on", nullable: true })
  untilOn!: string | null;
  @Column("timestamptz", { name: "occurred_until_at", nullable: true })
  untilAt!: Date | null;
  @Column("text", { name: "answered_by" }) answeredBy!: string;
  @Column("text") words!: string;
  @Column("text", { name: "withdrawal_reason", nullable: true })
  withdrawalReason!: string | null;
  @Column("timestamptz", { name: "recorded_at" }) recordedAt!: Date;
  @Column("uuid", { name: "recorded_by", nullable: true })
  recordedBy!: string | null;
}

import { Column, Entity, PrimaryColumn } from "typeorm";
import type { MeetingState, Moment } from "@keii/shared";

@Entity("meeting")
export class MeetingEntity {
  @PrimaryColumn("uuid") id!: string;
  @Column("integer") version!: number;
  @Column("uuid", { name: "incident_id" }) incidentId!: string;
  @Column("text") title!: string;
  @Column("text") state!: MeetingState;
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
  @Column("text") place!: string;
  @Column("text") agenda!: string;
  @Column("text") minutes!: string;
  @Column("uuid", { name: "previous_meeting_id", nullable: true })
  previousMeetingId!: string | null;
  @Column("text", { name: "withdrawal_reason", nullable: true })
  withdrawalReason!: string | null;
  @Column("timestamptz", { name: "created_at" }) createdAt!: Date;
  @Column("uuid", { name: "created_by", nullable: true })
  createdBy!: string | null;
}

import { Column, Entity, PrimaryColumn } from "typeorm";
import type { MilestoneKind, MilestoneState, Moment } from "@keii/shared";

@Entity("milestone")
export class MilestoneEntity {
  @PrimaryColumn("uuid") id!: string;
  @Column("integer") version!: number;
  @Column("uuid", { name: "incident_id" }) incidentId!: string;
  @Column("text") kind!: MilestoneKind;
  @Column("text") state!: MilestoneState;
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
  @Column("text", { name: "learned_by" }) learnedBy!: string;
  @Column("text") channel!: string;
  @Column("text") evidence!: string;
  @Column("uuid", { name: "timeline_event_id", nullable: true })
  timelineEventId!: string | null;
  @Column("timestamptz", { name: "created_at" }) createdAt!: Date;
  @Column("uuid", { name: "created_by", nullable: true }) createdBy!:
    string | null;
}

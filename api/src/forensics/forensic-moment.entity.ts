import { Column, Entity, PrimaryColumn } from "typeorm";
import type { ForensicMomentKind, Moment } from "@keii/shared";

@Entity("forensic_moment")
export class ForensicMomentEntity {
  @PrimaryColumn("uuid", { name: "engagement_id" }) engagementId!: string;
  @PrimaryColumn("text") kind!: ForensicMomentKind;
  @Column("uuid", { name: "incident_id" }) incidentId!: string;
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
}

import { Column, Entity, PrimaryColumn } from "typeorm";
import type { Moment } from "@keii/shared";

@Entity("remediation_work")
export class RemediationWorkEntity {
  @PrimaryColumn("uuid") id!: string;
  @Column("uuid", { name: "measure_id" }) measureId!: string;
  @Column("uuid", { name: "incident_id" }) incidentId!: string;
  @Column("text") text!: string;
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
  @Column("timestamptz", { name: "recorded_at" }) recordedAt!: Date;
  @Column("uuid", { name: "recorded_by", nullable: true }) recordedBy!:
    string | null;
}

import { Column, Entity, PrimaryColumn } from "typeorm";
import type { Moment, RemediationMomentKind } from "@keii/shared";

@Entity("remediation_moment")
export class RemediationMomentEntity {
  @PrimaryColumn("uuid", { name: "measure_id" }) measureId!: string;
  @PrimaryColumn("text") kind!: RemediationMomentKind;
  @Column("uuid", { name: "incident_id" }) incidentId!: string;
  @Column("text") who!: string;
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

import { Column, Entity, PrimaryColumn } from "typeorm";
import type { Moment } from "@keii/shared";

/** What was filed, written once; its id is the report's. */
@Entity("authority_filing")
export class AuthorityFilingEntity {
  @PrimaryColumn("uuid") id!: string;
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
  @Column("uuid", { name: "filed_by" }) filedBy!: string;
  @Column("text") content!: string;
  @Column("text", { name: "content_sha256" }) contentSha256!: string;
  @Column("timestamptz", { name: "recorded_at" }) recordedAt!: Date;
  @Column("uuid", { name: "recorded_by", nullable: true }) recordedBy!:
    string | null;
}

import { Column, Entity, PrimaryColumn } from "typeorm";
import type { EvidenceCategory, Visibility } from "@keii/shared";

@Entity("evidence")
export class EvidenceEntity {
  @PrimaryColumn("uuid") id!: string;
  @Column("integer") version!: number;
  @Column("uuid", { name: "incident_id" }) incidentId!: string;
  @Column("bigint") no!: string;
  /** The number of the newest revision. */
  @Column("integer", { name: "revision_no" }) revisionNo!: number;
  @Column("text") name!: string;
  @Column("text") note!: string;
  @Column("text") category!: EvidenceCategory;
  @Column("text") visibility!: Visibility;
  @Column("text", { name: "counsel_basis", nullable: true }) counselBasis!:
    string | null;
  @Column("text") zone!: string;
  @Column("date", { name: "received_on", nullable: true }) receivedOn!:
    string | null;
  @Column("timestamptz", { name: "received_at", nullable: true })
  receivedAt!: Date | string | null;
  @Column("uuid", { name: "received_from", nullable: true }) receivedFrom!:
    string | null;
  @Column("uuid", { name: "timeline_event_id", nullable: true })
  timelineEventId!: string | null;
  @Column("timestamptz", { name: "created_at" }) createdAt!: Date;
  @Column("uuid", { name: "created_by", nullable: true }) createdBy!:
    string | null;
}

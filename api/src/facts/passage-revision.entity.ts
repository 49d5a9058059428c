import { Column, Entity, PrimaryColumn } from "typeorm";
import type { Bilingual } from "@keii/shared";

@Entity("passage_revision")
export class PassageRevisionEntity {
  @PrimaryColumn("uuid", { name: "passage_id" }) passageId!: string;
  @PrimaryColumn("integer") no!: number;
  @Column("uuid", { name: "incident_id" }) incidentId!: string;
  @Column("jsonb") text!: Bilingual;
  @Column("text") reason!: string;
  @Column("timestamptz", { name: "written_at" }) writtenAt!: Date;
  @Column("uuid", { name: "written_by", nullable: true }) writtenBy!:
    string | null;
  @Column("timestamptz", { name: "approved_at", nullable: true })
  approvedAt!: Date | null;
  @Column("uuid", { name: "approved_by", nullable: true }) approvedBy!:
    string | null;
}

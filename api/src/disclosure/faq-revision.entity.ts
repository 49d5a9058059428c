import { Column, Entity, PrimaryColumn } from "typeorm";
import type { Bilingual } from "@keii/shared";

@Entity("faq_revision")
export class FaqRevisionEntity {
  @PrimaryColumn("uuid", { name: "entry_id" }) entryId!: string;
  @PrimaryColumn("integer") no!: number;
  @Column("uuid", { name: "incident_id" }) incidentId!: string;
  @Column("jsonb") section!: Bilingual;
  @Column("jsonb") question!: Bilingual;
  @Column("jsonb") answer!: Bilingual;
  @Column("date", { name: "effective_from" }) effectiveFrom!: string;
  @Column("date", { name: "effective_until", nullable: true })
  effectiveUntil!: string | null;
  @Column("text") reason!: string;
  @Column("timestamptz", { name: "written_at" }) writtenAt!: Date;
  @Column("uuid", { name: "written_by", nullable: true }) writtenBy!:
    string | null;
}

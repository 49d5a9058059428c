import { Column, Entity, PrimaryColumn } from "typeorm";
import type { Bilingual, DrawnValue, FaqVisibility } from "@keii/shared";

@Entity("faq_edition")
export class FaqEditionEntity {
  @PrimaryColumn("uuid", { name: "entry_id" }) entryId!: string;
  @PrimaryColumn("integer") no!: number;
  @Column("uuid", { name: "incident_id" }) incidentId!: string;
  @Column("integer", { name: "revision_no" }) revisionNo!: number;
  @Column("text") visibility!: FaqVisibility;
  @Column("jsonb") section!: Bilingual;
  @Column("jsonb") question!: Bilingual;
  @Column("jsonb") answer!: Bilingual;
  @Column("date", { name: "effective_from" }) effectiveFrom!: string;
  @Column("date", { name: "effective_until", nullable: true })
  effectiveUntil!: string | null;
  @Column("jsonb") drawn!: DrawnValue[];
  @Column("text") sha256!: string;
  @Column("timestamptz", { name: "published_at" }) publishedAt!: Date;
  @Column("uuid", { name: "published_by", nullable: true }) publishedBy!:
    string | null;
}

import { Column, Entity, PrimaryColumn } from "typeorm";
import type { Bilingual, DrawnValue } from "@keii/shared";

/** The texts of an edition as they were written. */
export interface EditionTemplate {
  report: Bilingual;
  impostorAdvice: Bilingual;
}

@Entity("publication_edition")
export class PublicationEditionEntity {
  @PrimaryColumn("uuid") id!: string;
  @Column("uuid", { name: "incident_id" }) incidentId!: string;
  @Column("integer") no!: number;
  @Column("jsonb") title!: Bilingual;
  @Column("jsonb") text!: Bilingual;
  @Column("jsonb", { name: "impostor_advice" }) impostorAdvice!: Bilingual;
  @Column("jsonb") template!: EditionTemplate;
  @Column("jsonb") drawn!: DrawnValue[];
  @Column("jsonb", { nullable: true }) note!: Bilingual | null;
  @Column("text") sha256!: string;
  @Column("timestamptz", { name: "published_at" }) publishedAt!: Date;
  @Column("uuid", { name: "asked_by", nullable: true }) askedBy!: string | null;
  @Column("uuid", { name: "approved_by", nullable: true }) approvedBy!:
    string | null;
}

import { Column, Entity, PrimaryColumn } from "typeorm";
import type { Bilingual, PublicationCheck } from "@keii/shared";

@Entity("publication")
export class PublicationEntity {
  /** One for each incident, by its id. */
  @PrimaryColumn("uuid", { name: "incident_id" }) id!: string;
  @Column("integer") version!: number;
  @Column("text") slug!: string;
  @Column("jsonb") title!: Bilingual;
  @Column("jsonb") report!: Bilingual;
  @Column("jsonb", { name: "impostor_advice" }) impostorAdvice!: Bilingual;
  @Column("text", { array: true }) checks!: PublicationCheck[];
  @Column("integer", { name: "edition_no", nullable: true }) editionNo!:
    number | null;
  @Column("timestamptz", { name: "published_at", nullable: true })
  publishedAt!: Date | null;
  @Column("timestamptz", { name: "created_at" }) createdAt!: Date;
  @Column("uuid", { name: "created_by", nullable: true }) createdBy!:
    string | null;
  @Column("timestamptz", { name: "updated_at" }) updatedAt!: Date;
}

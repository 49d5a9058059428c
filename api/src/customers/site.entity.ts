import { Column, Entity, PrimaryColumn } from "typeorm";
import type { Bilingual } from "@keii/shared";

@Entity("site")
export class SiteEntity {
  @PrimaryColumn("uuid") id!: string;
  @Column("integer") version!: number;
  @Column("uuid", { name: "incident_id" }) incidentId!: string;
  /** Stands for the site in the rows of the large tables. */
  @Column("smallint") no!: number;
  @Column("text") code!: string;
  @Column("jsonb") name!: Bilingual;
  @Column("text") url!: string;
  @Column("boolean", { name: "is_open" }) isOpen!: boolean;
  @Column("boolean", { name: "is_listed" }) isListed!: boolean;
  @Column("text", { name: "not_listed_reason" }) notListedReason!: string;
  @Column("timestamptz", { name: "created_at" }) createdAt!: Date;
  @Column("uuid", { name: "created_by", nullable: true }) createdBy!:
    string | null;
}

import { Column, Entity, PrimaryColumn } from "typeorm";
import type { Bilingual } from "@keii/shared";

@Entity("member_base")
export class MemberBaseEntity {
  @PrimaryColumn("uuid") id!: string;
  @Column("integer") version!: number;
  @Column("uuid", { name: "incident_id" }) incidentId!: string;
  /** Stands for the base in the rows of the large tables. */
  @Column("smallint") no!: number;
  @Column("text") code!: string;
  @Column("jsonb") name!: Bilingual;
  @Column("timestamptz", { name: "created_at" }) createdAt!: Date;
  @Column("uuid", { name: "created_by", nullable: true }) createdBy!:
    string | null;
}

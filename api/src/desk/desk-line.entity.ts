import { Column, Entity, PrimaryColumn } from "typeorm";
import type { Bilingual, DeskLineKind } from "@keii/shared";

@Entity("desk_line")
export class DeskLineEntity {
  @PrimaryColumn("uuid") id!: string;
  @Column("integer") version!: number;
  @Column("uuid", { name: "incident_id" }) incidentId!: string;
  @Column("text") value!: string;
  /** What the value says of itself; the database tells. */
  @Column({ type: "text", insert: false, update: false }) kind!: DeskLineKind;
  @Column("jsonb") label!: Bilingual;
  @Column("integer") place!: number;
  @Column("boolean", { name: "is_shown" }) isShown!: boolean;
  @Column("timestamptz", { name: "created_at" }) createdAt!: Date;
  @Column("uuid", { name: "created_by", nullable: true }) createdBy!:
    string | null;
}

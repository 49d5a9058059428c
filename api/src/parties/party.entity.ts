import { Column, Entity, PrimaryColumn } from "typeorm";
import type { Bilingual, PartyContact, PartyRole } from "@keii/shared";

@Entity("party")
export class PartyEntity {
  @PrimaryColumn("uuid") id!: string;
  @Column("integer") version!: number;
  @Column("jsonb", { name: "official_name" }) officialName!: Bilingual;
  @Column("jsonb", { name: "short_name", nullable: true })
  shortName!: Bilingual | null;
  @Column("text", { array: true }) roles!: PartyRole[];
  @Column("boolean", { name: "may_be_named" }) mayBeNamed!: boolean;
  @Column("text") channel!: string;
  @Column("jsonb") contacts!: PartyContact[];
  @Column("timestamptz", { name: "created_at" }) createdAt!: Date;
}

import { Column, Entity, PrimaryColumn } from "typeorm";
import type {
  Bilingual,
  DataItem,
  IncidentKind,
  IncidentStatus,
  Language,
  OrganisationRole,
  Severity,
} from "@keii/shared";

@Entity("incident")
export class IncidentEntity {
  @PrimaryColumn("uuid") id!: string;
  @Column("integer") version!: number;
  @Column("text") code!: string;
  @Column("jsonb") title!: Bilingual;
  @Column("text") kind!: IncidentKind;
  @Column("text") status!: IncidentStatus;
  @Column("text") severity!: Severity;
  @Column("text") zone!: string;
  @Column("text", { array: true }) languages!: Language[];
  @Column("text", { name: "organisation_role" })
  organisationRole!: OrganisationRole;
  @Column("text", { name: "data_items", array: true }) dataItems!: DataItem[];
  @Column("text") summary!: string;
  @Column("date", { name: "law_as_of", nullable: true }) lawAsOf!:
    string | null;
  @Column("boolean", { name: "is_on_legal_hold" }) isOnLegalHold!: boolean;
  @Column("timestamptz", { name: "created_at" }) createdAt!: Date;
  @Column("uuid", { name: "created_by", nullable: true }) createdBy!:
    string | null;
  @Column("timestamptz", { name: "updated_at" }) updatedAt!: Date;
}

import { Column, Entity, PrimaryColumn } from "typeorm";
import type { Bilingual, EntityType } from "@keii/shared";

@Entity("organisation")
export class OrganisationEntity {
  @PrimaryColumn("uuid") id!: string;
  @Column("integer") version!: number;
  @Column("jsonb", { name: "legal_name" }) legalName!: Bilingual;
  @Column("jsonb", { name: "short_name" }) shortName!: Bilingual;
  @Column("text") representative!: string;
  @Column("text", { name: "corporate_number", nullable: true })
  corporateNumber!: string | null;
  @Column("text") industry!: string;
  @Column("text", { name: "entity_types", array: true })
  entityTypes!: EntityType[];
  @Column("text", { name: "filing_contact_name" }) filingContactName!: string;
  @Column("text", { name: "filing_contact_email", nullable: true })
  filingContactEmail!: string | null;
  @Column("text", { name: "filing_contact_phone", nullable: true })
  filingContactPhone!: string | null;
  @Column("text", { name: "return_address" }) returnAddress!: string;
  @Column("text", { name: "sender_addresses", array: true })
  senderAddresses!: string[];
  @Column("jsonb", { name: "portal_name" }) portalName!: Bilingual;
  @Column("text", { name: "portal_colour" }) portalColour!: string;
  @Column("text") zone!: string;
  @Column("integer", { name: "incident_retention_months" })
  incidentRetentionMonths!: number;
  @Column("integer", { name: "customer_retention_months" })
  customerRetentionMonths!: number;
  @Column("date", { name: "founded_on", nullable: true }) foundedOn!:
    string | null;
}

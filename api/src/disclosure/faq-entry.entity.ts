import { Column, Entity, PrimaryColumn } from "typeorm";
import type { FaqVisibility } from "@keii/shared";

@Entity("faq_entry")
export class FaqEntryEntity {
  @PrimaryColumn("uuid") id!: string;
  @Column("integer") version!: number;
  @Column("uuid", { name: "incident_id" }) incidentId!: string;
  @Column("text") position!: string;
  @Column("text") visibility!: FaqVisibility;
  @Column("text", { name: "withdrawal_reason", nullable: true })
  withdrawalReason!: string | null;
  @Column("timestamptz", { name: "withdrawn_at", nullable: true })
  withdrawnAt!: Date | null;
  @Column("uuid", { name: "withdrawn_by", nullable: true }) withdrawnBy!:
    string | null;
  @Column("timestamptz", { name: "created_at" }) createdAt!: Date;
  @Column("uuid", { name: "created_by", nullable: true }) createdBy!:
    string | null;
}

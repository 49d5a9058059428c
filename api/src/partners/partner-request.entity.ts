import { Column, Entity, PrimaryColumn } from "typeorm";
import type { Moment, PartnerRequestKind, PartnerStanding } from "@keii/shared";

@Entity("partner_request")
export class PartnerRequestEntity {
  @PrimaryColumn("uuid") id!: string;
  @Column("integer") version!: number;
  @Column("uuid", { name: "incident_id" }) incidentId!: string;
  @Column("uuid", { name: "party_id" }) partyId!: string;
  @Column("text") kind!: PartnerRequestKind;
  @Column("text") text!: string;
  @Column("text") zone!: string;
  @Column("text", { name: "occurred_precision" })
  precision!: Moment["precision"];
  @Column("date", { name: "occurred_on" }) on!: string;
  @Column("timestamptz", { name: "occurred_at", nullable: true })
  at!: Date | null;
  @Column("date", { name: "occurred_until_on", nullable: true })
  untilOn!: string | null;
  @Column("timestamptz", { name: "occurred_until_at", nullable: true })
  untilAt!: Date | null;
  @Column("text", { name: "asked_by" }) askedBy!: string;
  @Column("text") channel!: string;
  @Column("text") standing!: PartnerStanding;
  @Column("text", { name: "withdrawal_reason", nullable: true })
  withdrawalReason!: string | null;
  @Column("timestamptz", { name: "withdrawn_at", nullable: true })
  withdrawnAt!: Date | null;
  @Column("uuid", { name: "withdrawn_by", nullable: true })
  withdrawnBy!: string | null;
  @Column("timestamptz", { name: "created_at" }) createdAt!: Date;
  @Column("uuid", { name: "created_by", nullable: true })
  createdBy!: string | null;
}

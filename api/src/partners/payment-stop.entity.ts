import { Column, Entity, PrimaryColumn } from "typeorm";
import type { PaymentMethod } from "@keii/shared";

@Entity("payment_stop")
export class PaymentStopEntity {
  @PrimaryColumn("uuid") id!: string;
  @Column("integer") version!: number;
  @Column("uuid", { name: "incident_id" }) incidentId!: string;
  @Column("text") site!: string;
  @Column("text") method!: PaymentMethod;
  @Column("text") zone!: string;
  @Column("date", { name: "stopped_on" }) stoppedOn!: string;
  @Column("timestamptz", { name: "stopped_at", nullable: true })
  stoppedAt!: Date | null;
  @Column("text", { name: "stopped_by" }) stoppedBy!: string;
  @Column("text") note!: string;
  @Column("date", { name: "resumed_on", nullable: true })
  resumedOn!: string | null;
  @Column("timestamptz", { name: "resumed_at", nullable: true })
  resumedAt!: Date | null;
  @Column("text", { name: "resumed_by" }) resumedBy!: string;
  @Column("text", { name: "waiver_reason", nullable: true })
  waiverReason!: string | null;
  @Column("timestamptz", { name: "waived_at", nullable: true })
  waivedAt!: Date | null;
  @Column("uuid", { name: "waived_by", nullable: true })
  waivedBy!: string | null;
  @Column("text", { name: "withdrawal_reason", nullable: true })
  withdrawalReason!: string | null;
  @Column("timestamptz", { name: "created_at" }) createdAt!: Date;
  @Column("uuid", { name: "created_by", nullable: true })
  createdBy!: string | null;
}

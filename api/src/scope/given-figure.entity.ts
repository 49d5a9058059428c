import { Column, Entity, PrimaryColumn } from "typeorm";
import type { ScopeUnit } from "@keii/shared";

@Entity("given_figure")
export class GivenFigureEntity {
  @PrimaryColumn("uuid") id!: string;
  @Column("integer") version!: number;
  @Column("uuid", { name: "incident_id" }) incidentId!: string;
  @Column("text") unit!: ScopeUnit;
  @Column("smallint", { name: "exposure_no", nullable: true }) exposureNo!:
    number | null;
  @Column("integer") count!: number;
  @Column("uuid", { name: "giver_id" }) giverId!: string;
  @Column("date", { name: "received_on" }) receivedOn!: string;
  @Column("text") source!: string;
  @Column("text", { name: "withdrawal_reason", nullable: true })
  withdrawalReason!: string | null;
  @Column("timestamptz", { name: "created_at" }) createdAt!: Date;
  @Column("uuid", { name: "created_by", nullable: true }) createdBy!:
    string | null;
}

import { Column, Entity, PrimaryColumn } from "typeorm";
import type { GivenListKind } from "@keii/shared";

@Entity("given_list")
export class GivenListEntity {
  @PrimaryColumn("uuid") id!: string;
  @Column("integer") version!: number;
  @Column("uuid", { name: "incident_id" }) incidentId!: string;
  @Column("integer") no!: number;
  @Column("text") name!: string;
  @Column("text") kind!: GivenListKind;
  @Column("smallint", { name: "base_no", nullable: true }) baseNo!:
    number | null;
  @Column("uuid", { name: "giver_id" }) giverId!: string;
  @Column("date", { name: "received_on" }) receivedOn!: string;
  @Column("text", { name: "file_name" }) fileName!: string;
  @Column("text") sha256!: string;
  @Column("integer") items!: number;
  @Column("text", { name: "withdrawal_reason", nullable: true })
  withdrawalReason!: string | null;
  @Column("timestamptz", { name: "created_at" }) createdAt!: Date;
  @Column("uuid", { name: "created_by", nullable: true }) createdBy!:
    string | null;
}

import { Column, Entity, PrimaryColumn } from "typeorm";
import type {
  DataItem,
  ExposureSubject,
  OrderStatus,
  PaymentMethod,
} from "@keii/shared";

@Entity("exposure")
export class ExposureEntity {
  @PrimaryColumn("uuid") id!: string;
  @Column("integer") version!: number;
  @Column("uuid", { name: "incident_id" }) incidentId!: string;
  @Column("smallint") no!: number;
  @Column("text") name!: string;
  @Column("text") vector!: string;
  @Column("text") subject!: ExposureSubject;
  @Column("text") zone!: string;
  @Column("date", { name: "from_on", nullable: true }) fromOn!: string | null;
  @Column("timestamptz", { name: "from_at", nullable: true })
  fromAt!: Date | null;
  @Column("date", { name: "until_on", nullable: true }) untilOn!: string | null;
  @Column("timestamptz", { name: "until_at", nullable: true })
  untilAt!: Date | null;
  @Column("smallint", { name: "base_nos", array: true }) baseNos!: number[];
  @Column("smallint", { name: "site_nos", array: true }) siteNos!: number[];
  @Column("text", { array: true }) methods!: PaymentMethod[];
  @Column("text", { array: true }) statuses!: OrderStatus[];
  @Column("integer", { name: "given_list_no", nullable: true })
  givenListNo!: number | null;
  @Column("text", { name: "data_items", array: true }) dataItems!: DataItem[];
  @Column("uuid", { name: "finding_id", nullable: true }) findingId!:
    string | null;
  @Column("text") state!: "current" | "withdrawn";
  @Column("text", { name: "withdrawal_reason", nullable: true })
  withdrawalReason!: string | null;
  @Column("timestamptz", { name: "created_at" }) createdAt!: Date;
  @Column("uuid", { name: "created_by", nullable: true }) createdBy!:
    string | null;
}

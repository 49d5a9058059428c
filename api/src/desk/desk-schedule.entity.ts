import { Column, Entity, PrimaryColumn } from "typeorm";
import type { Bilingual, WeeklyHours } from "@keii/shared";

@Entity("desk_schedule")
export class DeskScheduleEntity {
  @PrimaryColumn("uuid") id!: string;
  @Column("integer") version!: number;
  @Column("uuid", { name: "incident_id" }) incidentId!: string;
  @Column("date", { name: "starts_on" }) startsOn!: string;
  @Column("jsonb") weekly!: WeeklyHours;
  @Column("boolean", { name: "closed_on_holidays" }) closedOnHolidays!: boolean;
  @Column("jsonb", { nullable: true }) announcement!: Bilingual | null;
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

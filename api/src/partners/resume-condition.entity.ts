import { Column, Entity, PrimaryColumn } from "typeorm";
import type { ResumeConditionKind } from "@keii/shared";

@Entity("resume_condition")
export class ResumeConditionEntity {
  @PrimaryColumn("uuid") id!: string;
  @Column("integer") version!: number;
  @Column("uuid", { name: "incident_id" }) incidentId!: string;
  @Column("text") kind!: ResumeConditionKind;
  @Column("text") text!: string;
  @Column("text", { nullable: true }) site!: string | null;
  @Column("text") evidence!: string;
  @Column("timestamptz", { name: "met_at", nullable: true })
  metAt!: Date | null;
  @Column("uuid", { name: "met_by", nullable: true }) metBy!: string | null;
  @Column("text", { name: "withdrawal_reason", nullable: true })
  withdrawalReason!: string | null;
  @Column("timestamptz", { name: "created_at" }) createdAt!: Date;
  @Column("uuid", { name: "created_by", nullable: true })
  createdBy!: string | null;
}

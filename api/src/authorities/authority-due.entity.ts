import { Column, Entity, PrimaryColumn } from "typeorm";
import type { AuthorityDueState, ReportStage } from "@keii/shared";

@Entity("authority_due")
export class AuthorityDueEntity {
  @PrimaryColumn("uuid") id!: string;
  @Column("integer") version!: number;
  @Column("uuid", { name: "incident_id" }) incidentId!: string;
  @Column("uuid", { name: "recipient_id" }) recipientId!: string;
  @Column("text") stage!: ReportStage;
  @Column("text") what!: string;
  @Column("text") why!: string;
  @Column("date", { name: "due_from_on", nullable: true }) dueFromOn!:
    string | null;
  @Column("date", { name: "due_on", nullable: true }) dueOn!: string | null;
  @Column("timestamptz", { name: "due_at", nullable: true })
  dueAt!: Date | null;
  @Column("timestamptz", { name: "due_sort" }) dueSort!: Date;
  @Column("text") state!: AuthorityDueState;
  @Column("uuid", { name: "met_by_id", nullable: true }) metById!:
    string | null;
  @Column("text", { nullable: true }) reason!: string | null;
  @Column("timestamptz", { name: "closed_at", nullable: true })
  closedAt!: Date | null;
  @Column("uuid", { name: "closed_by", nullable: true }) closedBy!:
    string | null;
  @Column("timestamptz", { name: "created_at" }) createdAt!: Date;
  @Column("uuid", { name: "created_by", nullable: true }) createdBy!:
    string | null;
}

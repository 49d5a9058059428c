import { Column, Entity, PrimaryColumn } from "typeorm";
import type {
  AuthorityMethod,
  AuthorityReplyKind,
  AuthorityReplyState,
  Moment,
} from "@keii/shared";

@Entity("authority_reply")
export class AuthorityReplyEntity {
  @PrimaryColumn("uuid") id!: string;
  @Column("integer") version!: number;
  @Column("uuid", { name: "incident_id" }) incidentId!: string;
  @Column("uuid", { name: "authority_report_id" }) authorityReportId!: string;
  @Column("text") kind!: AuthorityReplyKind;
  @Column("text") zone!: string;
  @Column("text", { name: "occurred_precision" })
  precision!: Moment["precision"];
  @Column("date", { name: "occurred_on" }) on!: string;
  @Column("timestamptz", { name: "occurred_at", nullable: true })
  at!: Date | null;
  @Column("date", { name: "occurred_until_on", nullable: true }) untilOn!:
    string | null;
  @Column("timestamptz", { name: "occurred_until_at", nullable: true })
  untilAt!: Date | null;
  @Column("text") method!: AuthorityMethod;
  @Column("text", { name: "from_whom" }) fromWhom!: string;
  @Column("text") text!: string;
  @Column("date", { name: "due_on", nullable: true }) dueOn!: string | null;
  @Column("timestamptz", { name: "due_at", nullable: true })
  dueAt!: Date | null;
  @Column("timestamptz", { name: "due_sort" }) dueSort!: Date;
  @Column("text") state!: AuthorityReplyState;
  @Column("date", { name: "answered_on", nullable: true }) answeredOn!:
    string | null;
  @Column("timestamptz", { name: "answered_at", nullable: true })
  answeredAt!: Date | null;
  @Column("uuid", { name: "answered_by", nullable: true }) answeredBy!:
    string | null;
  @Column("text", { name: "answer_text" }) answerText!: string;
  @Column("text", { nullable: true }) reason!: string | null;
  @Column("timestamptz", { name: "created_at" }) createdAt!: Date;
  @Column("uuid", { name: "created_by", nullable: true }) createdBy!:
    string | null;
}

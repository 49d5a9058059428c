import { Column, Entity, PrimaryColumn } from "typeorm";
import type {
  AuthorityMethod,
  AuthorityReportState,
  PoliceContact,
  ReportBasis,
  ReportStage,
} from "@keii/shared";

@Entity("authority_report")
export class AuthorityReportEntity {
  @PrimaryColumn("uuid") id!: string;
  @Column("integer") version!: number;
  @Column("uuid", { name: "incident_id" }) incidentId!: string;
  @Column("uuid", { name: "recipient_id" }) recipientId!: string;
  @Column("text") stage!: ReportStage;
  @Column("text") basis!: ReportBasis;
  @Column("text") citation!: string;
  @Column("text", { name: "police_contact", nullable: true })
  policeContact!: PoliceContact | null;
  @Column("text") method!: AuthorityMethod;
  @Column("text") department!: string;
  @Column("text") officer!: string;
  @Column("text", { name: "receipt_number" }) receiptNumber!: string;
  @Column("text") content!: string;
  @Column("uuid", { name: "authority_due_id", nullable: true })
  authorityDueId!: string | null;
  @Column("text") state!: AuthorityReportState;
  @Column("integer", { nullable: true }) round!: number | null;
  /** When it was filed, for sorting: drafts stand behind everything that was. */
  @Column("timestamptz", { name: "filed_sort" }) filedSort!: Date;
  @Column("text", { name: "amend_reason", nullable: true })
  amendReason!: string | null;
  @Column("text", { name: "withdraw_reason", nullable: true })
  withdrawReason!: string | null;
  @Column("timestamptz", { name: "withdrawn_at", nullable: true })
  withdrawnAt!: Date | null;
  @Column("uuid", { name: "withdrawn_by", nullable: true }) withdrawnBy!:
    string | null;
  @Column("timestamptz", { name: "created_at" }) createdAt!: Date;
  @Column("uuid", { name: "created_by", nullable: true }) createdBy!:
    string | null;
}

import { Column, Entity, PrimaryColumn } from "typeorm";
import type {
  Bilingual,
  RemediationKind,
  RemediationState,
} from "@keii/shared";

@Entity("remediation_measure")
export class RemediationMeasureEntity {
  @PrimaryColumn("uuid") id!: string;
  @Column("integer") version!: number;
  @Column("uuid", { name: "incident_id" }) incidentId!: string;
  @Column("text") title!: string;
  @Column("text") detail!: string;
  @Column("text") kind!: RemediationKind;
  @Column("text") state!: RemediationState;
  @Column("text", { name: "state_reason", nullable: true }) stateReason!:
    string | null;
  @Column("uuid", { name: "owner_id", nullable: true }) ownerId!: string | null;
  @Column("date", { name: "due_on", nullable: true }) dueOn!: string | null;
  @Column("text", { name: "end_condition" }) endCondition!: string;
  @Column("jsonb", { name: "public_wording", nullable: true })
  publicWording!: Bilingual | null;
  @Column("boolean", { name: "is_promise" }) isPromise!: boolean;
  @Column("text") position!: string;
  @Column("boolean", { name: "deletes_data" }) deletesData!: boolean;
  @Column("uuid", { name: "finding_id", nullable: true }) findingId!:
    string | null;
  @Column("uuid", { name: "preserved_evidence_id", nullable: true })
  preservedEvidenceId!: string | null;
  @Column("text", { name: "preserved_by" }) preservedBy!: string;
  @Column("text", { name: "preserved_place" }) preservedPlace!: string;
  @Column("date", { name: "preserved_on", nullable: true })
  preservedOn!: string | null;
  @Column("uuid", { name: "done_by", nullable: true }) doneBy!: string | null;
  @Column("uuid", { name: "verified_by", nullable: true })
  verifiedBy!: string | null;
  @Column("timestamptz", { name: "created_at" }) createdAt!: Date;
  @Column("uuid", { name: "created_by", nullable: true }) createdBy!:
    string | null;
}

import { Column, Entity, PrimaryColumn } from "typeorm";
import type { CodeAudience, CodeBatchState } from "@keii/shared";

@Entity("code_batch")
export class CodeBatchEntity {
  @PrimaryColumn("uuid") id!: string;
  @Column("integer") version!: number;
  @Column("uuid", { name: "incident_id" }) incidentId!: string;
  @Column("integer") no!: number;
  @Column("text") label!: string;
  @Column("integer", { name: "run_no" }) runNo!: number;
  @Column("text") audience!: CodeAudience;
  @Column("smallint", { name: "base_nos", array: true }) baseNos!: number[];
  @Column("text", { name: "key_fingerprint" }) keyFingerprint!: string;
  @Column("integer", { name: "code_count" }) codeCount!: number;
  @Column("text") state!: CodeBatchState;
  @Column("timestamptz", { name: "made_at", nullable: true })
  madeAt!: Date | null;
  @Column("timestamptz", { name: "created_at" }) createdAt!: Date;
  @Column("uuid", { name: "created_by", nullable: true }) createdBy!:
    string | null;
  @Column("timestamptz", { name: "downloaded_at", nullable: true })
  downloadedAt!: Date | null;
  @Column("uuid", { name: "downloaded_by", nullable: true }) downloadedBy!:
    string | null;
  @Column("text", { name: "revocation_reason", nullable: true })
  revocationReason!: string | null;
  @Column("timestamptz", { name: "revoked_at", nullable: true })
  revokedAt!: Date | null;
  @Column("uuid", { name: "revoked_by", nullable: true }) revokedBy!:
    string | null;
}

import { Column, Entity, PrimaryColumn } from "typeorm";
import type { PinnedExposure, ScopeFigures, ScopeRunState } from "@keii/shared";

@Entity("scope_run")
export class ScopeRunEntity {
  @PrimaryColumn("uuid") id!: string;
  @Column("integer") version!: number;
  @Column("uuid", { name: "incident_id" }) incidentId!: string;
  @Column("integer") no!: number;
  @Column("text") state!: ScopeRunState;
  @Column("integer", { name: "batch_no" }) batchNo!: number;
  @Column("jsonb") exposures!: PinnedExposure[];
  @Column("jsonb", { nullable: true }) figures!: ScopeFigures | null;
  @Column("text", { nullable: true }) problem!: string | null;
  @Column("timestamptz", { name: "created_at" }) createdAt!: Date;
  @Column("uuid", { name: "created_by", nullable: true }) createdBy!:
    string | null;
  @Column("timestamptz", { name: "finished_at", nullable: true })
  finishedAt!: Date | null;
  @Column("timestamptz", { name: "frozen_at", nullable: true })
  frozenAt!: Date | null;
  @Column("text", { name: "freeze_reason", nullable: true }) freezeReason!:
    string | null;
}

import { Column, Entity, PrimaryColumn } from "typeorm";
import type { MemberRole } from "@keii/shared";

@Entity("membership")
export class MembershipEntity {
  @PrimaryColumn("uuid") id!: string;
  @Column("integer") version!: number;
  @Column("uuid", { name: "incident_id" }) incidentId!: string;
  @Column("uuid", { name: "user_id" }) userId!: string;
  @Column("text") role!: MemberRole;
  @Column("boolean", { name: "is_head" }) isHead!: boolean;
  @Column("boolean", { name: "is_counsel" }) isCounsel!: boolean;
  @Column("date", { name: "expires_on", nullable: true }) expiresOn!:
    string | null;
  @Column("timestamptz", { name: "created_at" }) createdAt!: Date;
  @Column("timestamptz", { name: "ended_at", nullable: true })
  endedAt!: Date | null;
}

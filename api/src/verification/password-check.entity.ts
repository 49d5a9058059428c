import { Column, Entity, PrimaryColumn } from "typeorm";

@Entity("password_check")
export class PasswordCheckEntity {
  @PrimaryColumn("uuid", { name: "incident_id" }) id!: string;
  @Column("integer") version!: number;
  @Column("boolean", { name: "is_on" }) isOn!: boolean;
  @Column("text") source!: string;
  @Column("timestamptz", { name: "ended_at", nullable: true })
  endedAt!: Date | null;
  @Column("timestamptz", { name: "changed_at" }) changedAt!: Date;
  @Column("uuid", { name: "changed_by", nullable: true }) changedBy!:
    string | null;
}

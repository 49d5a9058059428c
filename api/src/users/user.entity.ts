import { Column, Entity, PrimaryColumn } from "typeorm";
import type { AccountRight, Language } from "@keii/shared";

@Entity("app_user")
export class UserEntity {
  @PrimaryColumn("uuid") id!: string;
  @Column("integer") version!: number;
  @Column("text") name!: string;
  @Column("text") email!: string;
  @Column("text", { name: "account_right" }) right!: AccountRight;
  @Column("text", { nullable: true }) employer!: string | null;
  @Column("date", { name: "expires_on", nullable: true }) expiresOn!:
    string | null;
  @Column("text") language!: Language;
  @Column("text", { name: "password_hash", nullable: true, select: false })
  passwordHash!: string | null;
  @Column("timestamptz", { name: "disabled_at", nullable: true })
  disabledAt!: Date | null;
  @Column("timestamptz", { name: "created_at" }) createdAt!: Date;
}

import { Column, Entity, PrimaryColumn } from "typeorm";
import type { Bilingual, SentMessageKind } from "@keii/shared";

@Entity("sent_message")
export class SentMessageEntity {
  @PrimaryColumn("uuid") id!: string;
  @Column("integer") version!: number;
  @Column("uuid", { name: "incident_id" }) incidentId!: string;
  @Column("text") kind!: SentMessageKind;
  @Column("jsonb") sender!: Bilingual;
  @Column("jsonb", { nullable: true }) subject!: Bilingual | null;
  @Column("jsonb", { name: "looks_like" }) looksLike!: Bilingual;
  @Column("date", { name: "from_on" }) fromOn!: string;
  @Column("date", { name: "until_on", nullable: true }) untilOn!: string | null;
  @Column("text", { name: "withdrawal_reason", nullable: true })
  withdrawalReason!: string | null;
  @Column("timestamptz", { name: "created_at" }) createdAt!: Date;
  @Column("uuid", { name: "created_by", nullable: true }) createdBy!:
    string | null;
}

import { Column, Entity, PrimaryColumn } from "typeorm";
import type { PlaybookState } from "@keii/shared";

@Entity("playbook")
export class PlaybookEntity {
  @PrimaryColumn("uuid") id!: string;
  @Column("integer") version!: number;
  @Column("text") name!: string;
  @Column("text", { name: "when_to_use" }) whenToUse!: string;
  @Column("text") state!: PlaybookState;
  @Column("timestamptz", { name: "created_at" }) createdAt!: Date;
  @Column("uuid", { name: "created_by", nullable: true })
  createdBy!: string | null;
}

import { Column, Entity, PrimaryColumn } from "typeorm";

@Entity("publication_takedown")
export class PublicationTakedownEntity {
  @PrimaryColumn("uuid") id!: string;
  @Column("uuid", { name: "incident_id" }) incidentId!: string;
  @Column("integer", { name: "edition_no" }) editionNo!: number;
  @Column("text") reason!: string;
  @Column("timestamptz", { name: "taken_down_at" }) takenDownAt!: Date;
  @Column("uuid", { name: "taken_down_by", nullable: true }) takenDownBy!:
    string | null;
}

import { Column, Entity, PrimaryColumn } from "typeorm";
import type {
  MemberRole,
  MilestoneKind,
  OffsetUnit,
  TaskState,
} from "@keii/shared";

@Entity("task")
export class TaskEntity {
  @PrimaryColumn("uuid") id!: string;
  @Column("integer") version!: number;
  @Column("uuid", { name: "incident_id" }) incidentId!: string;
  @Column("text") title!: string;
  @Column("text") note!: string;
  @Column("text") state!: TaskState;
  @Column("uuid", { name: "assignee_id", nullable: true }) assigneeId!:
    string | null;
  @Column("date", { name: "due_on", nullable: true }) dueOn!: string | null;
  @Column("timestamptz", { name: "due_at", nullable: true })
  dueAt!: Date | null;
  /** When it is due, for sorting: the end of the day where no time is set, never where nothing is. */
  @Column("timestamptz", { name: "due_sort" }) dueSort!: Date | (() => string);
  @Column("text", { name: "responsible_role", nullable: true })
  responsibleRole!: MemberRole | null;
  @Column("text", { name: "due_milestone", nullable: true })
  dueMilestone!: MilestoneKind | null;
  @Column("integer", { name: "due_count", nullable: true })
  dueCount!: number | null;
  @Column("text", { name: "due_unit", nullable: true })
  dueUnit!: OffsetUnit | null;
  @Column("text", { name: "source_kind", nullable: true }) sourceKind!:
    string | null;
  @Column("uuid", { name: "source_id", nullable: true }) sourceId!:
    string | null;
  @Column("timestamptz", { name: "done_at", nullable: true })
  doneAt!: Date | null;
  @Column("uuid", { name: "done_by", nullable: true }) doneBy!: string | null;
  @Column("timestamptz", { name: "created_at" }) createdAt!: Date;
  @Column("uuid", { name: "created_by", nullable: true }) createdBy!:
    string | null;
}

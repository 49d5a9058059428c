import { Module } from "@nestjs/common";
import { ApprovalsModule } from "../approvals/approvals.module.js";
import { TasksModule } from "../tasks/tasks.module.js";
import { TimelineModule } from "../timeline/timeline.module.js";
import { MilestonesController } from "./milestones.controller.js";
import { MilestonesService } from "./milestones.service.js";

@Module({
  imports: [ApprovalsModule, TasksModule, TimelineModule],
  controllers: [MilestonesController],
  providers: [MilestonesService],
  exports: [MilestonesService],
})
export class MilestonesModule {}

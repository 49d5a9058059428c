import { Module } from "@nestjs/common";
import { TasksModule } from "../tasks/tasks.module.js";
import { TimelineModule } from "../timeline/timeline.module.js";
import { MeetingsController } from "./meetings.controller.js";
import { MeetingsService } from "./meetings.service.js";

@Module({
  imports: [TasksModule, TimelineModule],
  controllers: [MeetingsController],
  providers: [MeetingsService],
  exports: [MeetingsService],
})
export class MeetingsModule {}

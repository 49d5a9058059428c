import { Module } from "@nestjs/common";
import { TimelineController } from "./timeline.controller.js";
import { TimelineFileService } from "./timeline-file.service.js";
import { TimelineService } from "./timeline.service.js";

@Module({
  controllers: [TimelineController],
  providers: [TimelineService, TimelineFileService],
  exports: [TimelineService],
})
export class TimelineModule {}

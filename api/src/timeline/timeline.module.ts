import { Module } from "@nestjs/common";
import { TimelineController } from "./timeline.controller.js";
import { TimelineFileService } from "./timeline-file.service.js";
import { RecordLinesService } from "./record-lines.service.js";
import { TimelineService } from "./timeline.service.js";

@Module({
  controllers: [TimelineController],
  providers: [TimelineService, TimelineFileService, RecordLinesService],
  exports: [TimelineService, RecordLinesService],
})
export class TimelineModule {}

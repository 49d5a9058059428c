import { Module } from "@nestjs/common";
import { TimelineModule } from "../timeline/timeline.module.js";
import { ForensicsController } from "./forensics.controller.js";
import { ForensicsService } from "./forensics.service.js";

@Module({
  imports: [TimelineModule],
  controllers: [ForensicsController],
  providers: [ForensicsService],
  exports: [ForensicsService],
})
export class ForensicsModule {}

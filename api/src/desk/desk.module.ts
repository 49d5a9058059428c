import { Module } from "@nestjs/common";
import { DeskDaysController } from "./desk-days.controller.js";
import { DeskDaysService } from "./desk-days.service.js";
import { DeskHoursController } from "./desk-hours.controller.js";
import { DeskHoursService } from "./desk-hours.service.js";
import { DeskLinesController } from "./desk-lines.controller.js";
import { DeskLinesService } from "./desk-lines.service.js";
import { DeskSchedulesController } from "./desk-schedules.controller.js";
import { DeskSchedulesService } from "./desk-schedules.service.js";

@Module({
  controllers: [
    DeskLinesController,
    DeskSchedulesController,
    DeskDaysController,
    DeskHoursController,
  ],
  providers: [
    DeskLinesService,
    DeskSchedulesService,
    DeskDaysService,
    DeskHoursService,
  ],
  exports: [DeskHoursService],
})
export class DeskModule {}

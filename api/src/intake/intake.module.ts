import { Module } from "@nestjs/common";
import { IncidentsModule } from "../incidents/incidents.module.js";
import { MilestonesModule } from "../milestones/milestones.module.js";
import { PartiesModule } from "../parties/parties.module.js";
import { TasksModule } from "../tasks/tasks.module.js";
import { TimelineModule } from "../timeline/timeline.module.js";
import { IntakeController } from "./intake.controller.js";
import { IntakeService } from "./intake.service.js";

@Module({
  imports: [
    IncidentsModule,
    MilestonesModule,
    PartiesModule,
    TasksModule,
    TimelineModule,
  ],
  controllers: [IntakeController],
  providers: [IntakeService],
})
export class IntakeModule {}

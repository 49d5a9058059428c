import { Module } from "@nestjs/common";
import { EvidenceModule } from "../evidence/evidence.module.js";
import { TasksModule } from "../tasks/tasks.module.js";
import { TimelineModule } from "../timeline/timeline.module.js";
import { ForensicFindingsController } from "./forensic-findings.controller.js";
import { ForensicFindingsService } from "./forensic-findings.service.js";
import { ForensicHandoversController } from "./forensic-handovers.controller.js";
import { ForensicHandoversService } from "./forensic-handovers.service.js";
import { ForensicReportsController } from "./forensic-reports.controller.js";
import { ForensicReportsService } from "./forensic-reports.service.js";
import { ForensicsController } from "./forensics.controller.js";
import { ForensicsService } from "./forensics.service.js";

@Module({
  imports: [EvidenceModule, TimelineModule, TasksModule],
  controllers: [
    ForensicsController,
    ForensicReportsController,
    ForensicFindingsController,
    ForensicHandoversController,
  ],
  providers: [
    ForensicsService,
    ForensicReportsService,
    ForensicFindingsService,
    ForensicHandoversService,
  ],
  exports: [
    ForensicsService,
    ForensicReportsService,
    ForensicFindingsService,
    ForensicHandoversService,
  ],
})
export class ForensicsModule {}

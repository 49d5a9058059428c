import { Module } from "@nestjs/common";
import { IncidentsModule } from "../incidents/incidents.module.js";
import { CaseReportController } from "./case-report.controller.js";
import { CaseReportService } from "./case-report.service.js";

@Module({
  imports: [IncidentsModule],
  controllers: [CaseReportController],
  providers: [CaseReportService],
})
export class CaseReportModule {}

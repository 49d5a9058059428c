import { Module } from "@nestjs/common";
import { EvidenceModule } from "../evidence/evidence.module.js";
import { ForensicFindingsService } from "../forensics/forensic-findings.service.js";
import { ForensicsModule } from "../forensics/forensics.module.js";
import { TimelineModule } from "../timeline/timeline.module.js";
import { RemediationController } from "./remediation.controller.js";
import { RemediationService } from "./remediation.service.js";

@Module({
  imports: [EvidenceModule, TimelineModule, ForensicsModule],
  controllers: [RemediationController],
  providers: [RemediationService],
  exports: [RemediationService],
})
export class RemediationModule {
  constructor(
    findings: ForensicFindingsService,
    remediation: RemediationService,
  ) {
    findings.onMeasures((database, incidentId, findingIds) =>
      remediation.ofFindings(database, incidentId, findingIds),
    );
  }
}

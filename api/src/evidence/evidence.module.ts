import { Module } from "@nestjs/common";
import { TimelineModule } from "../timeline/timeline.module.js";
import { AttachmentsService } from "./attachments.service.js";
import { ContentController } from "./content.controller.js";
import { ContentService } from "./content.service.js";
import { CustodyController } from "./custody.controller.js";
import { CustodyService } from "./custody.service.js";
import { EvidenceController } from "./evidence.controller.js";
import { EvidenceService } from "./evidence.service.js";

@Module({
  imports: [TimelineModule],
  controllers: [EvidenceController, ContentController, CustodyController],
  providers: [
    EvidenceService,
    AttachmentsService,
    ContentService,
    CustodyService,
  ],
  exports: [EvidenceService],
})
export class EvidenceModule {}

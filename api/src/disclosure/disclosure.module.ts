import { Module } from "@nestjs/common";
import { ApprovalsModule } from "../approvals/approvals.module.js";
import { FactsModule } from "../facts/facts.module.js";
import { TimelineModule } from "../timeline/timeline.module.js";
import { FaqController } from "./faq.controller.js";
import { FaqService } from "./faq.service.js";
import { PublicationController } from "./publication.controller.js";
import { PublicationService } from "./publication.service.js";
import { SentMessagesController } from "./sent-messages.controller.js";
import { SentMessagesService } from "./sent-messages.service.js";

@Module({
  imports: [ApprovalsModule, FactsModule, TimelineModule],
  controllers: [PublicationController, FaqController, SentMessagesController],
  providers: [PublicationService, FaqService, SentMessagesService],
  exports: [PublicationService, FaqService, SentMessagesService],
})
export class DisclosureModule {}

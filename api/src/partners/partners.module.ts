import { Module } from "@nestjs/common";
import { EvidenceModule } from "../evidence/evidence.module.js";
import { TimelineModule } from "../timeline/timeline.module.js";
import { PartnersController } from "./partners.controller.js";
import { PartnersService } from "./partners.service.js";
import { PaymentStopsController } from "./payment-stops.controller.js";
import { PaymentStopsService } from "./payment-stops.service.js";
import { ResumeConditionsController } from "./resume-conditions.controller.js";
import { ResumeConditionsService } from "./resume-conditions.service.js";

@Module({
  imports: [EvidenceModule, TimelineModule],
  controllers: [
    PartnersController,
    PaymentStopsController,
    ResumeConditionsController,
  ],
  providers: [PartnersService, PaymentStopsService, ResumeConditionsService],
  exports: [PartnersService, PaymentStopsService],
})
export class PartnersModule {}

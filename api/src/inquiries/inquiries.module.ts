import { Module } from "@nestjs/common";
import { InquiriesController } from "./inquiries.controller.js";
import { InquiriesService } from "./inquiries.service.js";
import { InquirySearchService } from "./inquiry-search.service.js";

@Module({
  controllers: [InquiriesController],
  providers: [InquiriesService, InquirySearchService],
  exports: [InquiriesService],
})
export class InquiriesModule {}

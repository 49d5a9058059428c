import { Module } from "@nestjs/common";
import { FactsController } from "./facts.controller.js";
import { FactsService } from "./facts.service.js";
import { PassagesController } from "./passages.controller.js";
import { PassagesService } from "./passages.service.js";

@Module({
  controllers: [FactsController, PassagesController],
  providers: [FactsService, PassagesService],
  exports: [FactsService, PassagesService],
})
export class FactsModule {}

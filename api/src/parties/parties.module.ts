import { Module } from "@nestjs/common";
import { IncidentsModule } from "../incidents/incidents.module.js";
import { PartiesController } from "./parties.controller.js";
import { PartiesService } from "./parties.service.js";

@Module({
  imports: [IncidentsModule],
  controllers: [PartiesController],
  providers: [PartiesService],
  exports: [PartiesService],
})
export class PartiesModule {}

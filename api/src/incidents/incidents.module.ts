import { Module } from "@nestjs/common";
import { OrganisationModule } from "../organisation/organisation.module.js";
import { IncidentsService } from "./incidents.service.js";

@Module({
  imports: [OrganisationModule],
  providers: [IncidentsService],
  exports: [IncidentsService],
})
export class IncidentsModule {}

import { Module } from "@nestjs/common";
import { AuthoritiesModule } from "../authorities/authorities.module.js";
import { IncidentsModule } from "../incidents/incidents.module.js";
import { MembersModule } from "../members/members.module.js";
import { HomeController } from "./home.controller.js";
import { IncidentsController } from "./incidents.controller.js";
import { HomeService } from "./home.service.js";
import { FrameService } from "./frame.service.js";
import { PresenceService } from "./presence.service.js";

@Module({
  imports: [AuthoritiesModule, IncidentsModule, MembersModule],
  controllers: [HomeController, IncidentsController],
  providers: [HomeService, FrameService, PresenceService],
})
export class HomeModule {}

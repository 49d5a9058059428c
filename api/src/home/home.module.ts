import { Module } from "@nestjs/common";
import { IncidentsModule } from "../incidents/incidents.module.js";
import { MembersModule } from "../members/members.module.js";
import { HomeController } from "./home.controller.js";
import { IncidentsController } from "./incidents.controller.js";
import { HomeService } from "./home.service.js";
import { FrameService } from "./frame.service.js";
import { PresenceService } from "./presence.service.js";

@Module({
  imports: [IncidentsModule, MembersModule],
  controllers: [HomeController, IncidentsController],
  providers: [HomeService, FrameService, PresenceService],
})
export class HomeModule {}

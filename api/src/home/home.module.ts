import { Module } from "@nestjs/common";
import { AuthoritiesModule } from "../authorities/authorities.module.js";
import { IncidentsModule } from "../incidents/incidents.module.js";
import { MembersModule } from "../members/members.module.js";
import { CalendarController } from "./calendar.controller.js";
import { CalendarService } from "./calendar.service.js";
import { HomeController } from "./home.controller.js";
import { IncidentsController } from "./incidents.controller.js";
import { HomeService } from "./home.service.js";
import { FrameService } from "./frame.service.js";
import { PresenceService } from "./presence.service.js";
import { ProgressController } from "./progress.controller.js";
import { ProgressService } from "./progress.service.js";

@Module({
  imports: [AuthoritiesModule, IncidentsModule, MembersModule],
  controllers: [
    CalendarController,
    HomeController,
    IncidentsController,
    ProgressController,
  ],
  providers: [
    CalendarService,
    HomeService,
    FrameService,
    PresenceService,
    ProgressService,
  ],
})
export class HomeModule {}

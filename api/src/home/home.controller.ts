import { Controller, Get, HttpCode, Post } from "@nestjs/common";
import type { Home } from "@keii/shared";
import type { Actor } from "../platform/database/actor.js";
import { CurrentActor } from "../platform/http/request.js";
import { Can } from "../platform/permissions/can.js";
import { HomeService } from "./home.service.js";

@Controller("home")
export class HomeController {
  constructor(private readonly home: HomeService) {}

  @Can("home.read")
  @Get()
  read(@CurrentActor() actor: Actor): Promise<Home> {
    return this.home.read(actor);
  }

  @Can("home.read")
  @Post("seen")
  @HttpCode(204)
  seen(@CurrentActor() actor: Actor): Promise<void> {
    return this.home.seen(actor);
  }
}

import { Controller, Get, Res } from "@nestjs/common";
import type { FastifyReply } from "fastify";
import type { Actor } from "../database/actor.js";
import { CurrentActor } from "../http/request.js";
import { Can } from "../permissions/can.js";
import { LiveService } from "./live.service.js";

@Controller("live")
export class LiveController {
  constructor(private readonly live: LiveService) {}

  @Can("own.use")
  @Get()
  open(@CurrentActor() actor: Actor, @Res() reply: FastifyReply): void {
    this.live.open(actor, reply);
  }
}

import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  Put,
} from "@nestjs/common";
import { DraftContent, type Draft } from "@keii/shared";
import type { Actor } from "../platform/database/actor.js";
import { CurrentActor } from "../platform/http/request.js";
import { Can } from "../platform/permissions/can.js";
import { DraftsService } from "./drafts.service.js";

@Controller("drafts")
export class DraftsController {
  constructor(private readonly drafts: DraftsService) {}

  @Can("own.use")
  @Get(":form")
  read(
    @CurrentActor() actor: Actor,
    @Param("form") form: string,
  ): Promise<Draft | null> {
    return this.drafts.read(actor, form);
  }

  @Can("own.use")
  @Put(":form")
  keep(
    @CurrentActor() actor: Actor,
    @Param("form") form: string,
    @Body() { content }: DraftContent,
  ): Promise<Draft> {
    return this.drafts.keep(actor, form, content);
  }

  @Can("own.use")
  @Delete(":form")
  @HttpCode(204)
  discard(
    @CurrentActor() actor: Actor,
    @Param("form") form: string,
  ): Promise<void> {
    return this.drafts.discard(actor, form);
  }
}

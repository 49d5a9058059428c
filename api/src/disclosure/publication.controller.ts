import {
  Body,
  Controller,
  Get,
  HttpCode,
  Post,
  Put,
  Res,
} from "@nestjs/common";
import {
  NewPublication,
  PublicationChange,
  PublicationRequest,
  PublicationTakedown,
  type Publication,
  type PublicationEdition,
  type PublicTexts,
} from "@keii/shared";
import type { FastifyReply } from "fastify";
import type { Actor } from "../platform/database/actor.js";
import {
  BaseVersion,
  CurrentActor,
  RecordId,
} from "../platform/http/request.js";
import { sendVersion } from "../platform/http/version.js";
import { Can } from "../platform/permissions/can.js";
import { PublicationService } from "./publication.service.js";

@Controller("incidents/:incidentId/publication")
export class PublicationController {
  constructor(private readonly publication: PublicationService) {}

  @Can("disclosure.read")
  @Get()
  async read(
    @RecordId("incidentId") incidentId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Publication> {
    return sendVersion(reply, await this.publication.read(incidentId));
  }

  @Can("disclosure.readPublic")
  @Get("public")
  publicTexts(
    @RecordId("incidentId") incidentId: string,
  ): Promise<PublicTexts> {
    return this.publication.publicTexts(incidentId);
  }

  @Can("disclosure.read")
  @Get("editions")
  editions(
    @RecordId("incidentId") incidentId: string,
  ): Promise<PublicationEdition[]> {
    return this.publication.editions(incidentId);
  }

  @Can("disclosure.write")
  @Post()
  add(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Body() publication: NewPublication,
  ): Promise<Publication> {
    return this.publication.add(actor, incidentId, publication);
  }

  @Can("disclosure.write")
  @Put()
  async change(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @BaseVersion() base: number,
    @Body() change: PublicationChange,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Publication> {
    return sendVersion(
      reply,
      await this.publication.change(actor, incidentId, base, change),
    );
  }

  @Can("disclosure.publish")
  @Post("publish")
  @HttpCode(200)
  async publish(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @BaseVersion() base: number,
    @Body() request: PublicationRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Publication> {
    return sendVersion(
      reply,
      await this.publication.askToPublish(actor, incidentId, base, request),
    );
  }

  @Can("disclosure.publish")
  @Post("take-down")
  @HttpCode(200)
  async takeDown(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @BaseVersion() base: number,
    @Body() { reason }: PublicationTakedown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Publication> {
    return sendVersion(
      reply,
      await this.publication.takeDown(actor, incidentId, base, reason),
    );
  }
}

import { Body, Controller, Get, Post, Res } from "@nestjs/common";
import {
  PersonLink,
  type LinkedPerson,
  type PersonSuggestion,
} from "@keii/shared";
import type { FastifyReply } from "fastify";
import type { Actor } from "../platform/database/actor.js";
import { Listing, sendPage, type ListQuery } from "../platform/http/list.js";
import { CurrentActor, RecordId } from "../platform/http/request.js";
import { Can } from "../platform/permissions/can.js";
import { suggestionList } from "./customers.queries.js";
import { PersonsService } from "./persons.service.js";

@Controller("incidents/:incidentId")
export class PersonsController {
  constructor(private readonly persons: PersonsService) {}

  @Can("customers.read")
  @Get("person-suggestions")
  async suggestions(
    @RecordId("incidentId") incidentId: string,
    @Listing() query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PersonSuggestion[]> {
    const page = await this.persons.suggestions(incidentId, query);
    return sendPage(reply, suggestionList, page, page.rows);
  }

  @Can("customers.write")
  @Post("person-links")
  link(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Body() link: PersonLink,
  ): Promise<LinkedPerson> {
    return this.persons.link(actor, incidentId, link);
  }
}

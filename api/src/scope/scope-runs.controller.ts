import {
  Body,
  Controller,
  Get,
  HttpCode,
  Post,
  Query,
  Res,
} from "@nestjs/common";
import {
  AskedAccount,
  problems,
  scopeFacets,
  ScopeFreeze,
  ScopePreview,
  ScopeResultSearch,
  type ScopeCount,
  type ScopeDifference,
  type ScopeExplanation,
  type ScopePreviewed,
  type ScopeResults,
  type ScopeRun,
} from "@keii/shared";
import type { FastifyReply } from "fastify";
import type { Actor } from "../platform/database/actor.js";
import { Listing, sendPage, type ListQuery } from "../platform/http/list.js";
import { fieldProblem } from "../platform/http/problem.js";
import {
  BaseVersion,
  CurrentActor,
  RecordId,
} from "../platform/http/request.js";
import { sendVersion } from "../platform/http/version.js";
import { Can } from "../platform/permissions/can.js";
import { ScopeResultsService } from "./scope-results.service.js";
import { scopeRunList, toScopeRun } from "./scope-runs.queries.js";
import { ScopeService } from "./scope.service.js";

@Controller("incidents/:incidentId/scope-runs")
export class ScopeRunsController {
  constructor(
    private readonly scope: ScopeService,
    private readonly results: ScopeResultsService,
  ) {}

  @Can("scope.figures")
  @Get()
  async list(
    @RecordId("incidentId") incidentId: string,
    @Listing() query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ScopeRun[]> {
    const page = await this.scope.list(incidentId, query);
    return sendPage(reply, scopeRunList, page, page.rows.map(toScopeRun));
  }

  @Can("scope.figures")
  @Get(":id")
  async read(
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ScopeRun> {
    return sendVersion(reply, await this.scope.read(incidentId, id));
  }

  @Can("scope.write")
  @Post()
  run(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
  ): Promise<ScopeRun> {
    return this.scope.run(actor, incidentId);
  }

  @Can("scope.read")
  @Post("preview")
  @HttpCode(200)
  preview(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Body() preview: ScopePreview,
  ): Promise<ScopePreviewed> {
    return this.scope.preview(actor, incidentId, preview);
  }

  @Can("scope.figures")
  @Get(":id/counts")
  counts(
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @Query("facet") facet: unknown,
  ): Promise<ScopeCount[]> {
    const known = scopeFacets.filter((name) => name === (facet ?? name));
    if (known.length === 0)
      throw fieldProblem(problems.invalid, "facet", "isIn");
    return this.scope.counts(incidentId, id, known);
  }

  @Can("scope.read")
  @Post(":id/results")
  @HttpCode(200)
  search(
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @Body() search: ScopeResultSearch,
  ): Promise<ScopeResults> {
    return this.results.search(incidentId, id, search);
  }

  @Can("scope.figures")
  @Get(":id/difference")
  difference(
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @Query("against") against: unknown,
  ): Promise<ScopeDifference> {
    if (against === undefined)
      return this.scope.difference(incidentId, id, null);
    if (typeof against !== "string" || !/^[1-9]\d{0,8}$/.test(against))
      throw fieldProblem(problems.invalid, "against", "isInt");
    return this.scope.difference(incidentId, id, Number(against));
  }

  @Can("scope.read")
  @Get(":id/explain/:customerId")
  explain(
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @RecordId("customerId") customerId: string,
  ): Promise<ScopeExplanation> {
    return this.results.explain(incidentId, id, customerId);
  }

  @Can("scope.read")
  @Post(":id/explain")
  @HttpCode(200)
  explainAccount(
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @Body() account: AskedAccount,
  ): Promise<ScopeExplanation> {
    return this.results.explainAccount(incidentId, id, account);
  }

  @Can("scope.write")
  @Post(":id/freeze")
  @HttpCode(200)
  async freeze(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() { reason }: ScopeFreeze,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ScopeRun> {
    return sendVersion(
      reply,
      await this.scope.askToFreeze(actor, incidentId, id, base, reason),
    );
  }
}

import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Post,
  Put,
  Query,
  Res,
} from "@nestjs/common";
import {
  MemberChange,
  NewMember,
  problems,
  type Member,
  type MemberCandidate,
} from "@keii/shared";
import type { FastifyReply } from "fastify";
import type { Actor } from "../platform/database/actor.js";
import { isStorable } from "../platform/http/body.js";
import { Exports } from "../platform/http/exports.js";
import { Listing, sendPage, type ListQuery } from "../platform/http/list.js";
import { fieldProblem } from "../platform/http/problem.js";
import {
  BaseVersion,
  CurrentActor,
  RecordId,
} from "../platform/http/request.js";
import { sendVersion } from "../platform/http/version.js";
import { Can } from "../platform/permissions/can.js";
import { exportMembers } from "./member-export.js";
import { memberList, toMember } from "./members.queries.js";
import { MembersService } from "./members.service.js";

@Controller("incidents/:incidentId/members")
export class MembersController {
  constructor(
    private readonly members: MembersService,
    private readonly exports: Exports,
  ) {}

  @Can("members.read")
  @Get()
  async list(
    @RecordId("incidentId") incidentId: string,
    @Listing() query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Member[]> {
    const page = await this.members.list(incidentId, query);
    return sendPage(reply, memberList, page, page.rows.map(toMember));
  }

  @Can("members.write")
  @Get("candidates")
  candidates(
    @RecordId("incidentId") incidentId: string,
    @Query("q") q: unknown,
  ): Promise<MemberCandidate[]> {
    if (
      q !== undefined &&
      (typeof q !== "string" || q.length > 200 || !isStorable(q))
    )
      throw fieldProblem(problems.invalid, "q", "unknownValue");
    return this.members.candidates(incidentId, q ?? "");
  }

  @Can("members.read")
  @Get("export.csv")
  exportCsv(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Listing() query: ListQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.exports.send(
      actor,
      reply,
      "csv",
      query,
      exportMembers(this.members.of(incidentId), actor.language),
    );
  }

  @Can("members.read")
  @Get("export.xlsx")
  exportXlsx(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Listing() query: ListQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.exports.send(
      actor,
      reply,
      "xlsx",
      query,
      exportMembers(this.members.of(incidentId), actor.language),
    );
  }

  @Can("members.read")
  @Get(":id")
  async read(
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Member> {
    return sendVersion(reply, await this.members.read(incidentId, id));
  }

  @Can("members.write")
  @Post()
  add(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Body() member: NewMember,
  ): Promise<Member> {
    return this.members.add(actor, incidentId, member);
  }

  @Can("members.write")
  @Put(":id")
  async change(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() change: MemberChange,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Member> {
    return sendVersion(
      reply,
      await this.members.change(actor, incidentId, id, base, change),
    );
  }

  @Can("members.write")
  @Delete(":id")
  @HttpCode(204)
  end(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
  ): Promise<void> {
    return this.members.end(actor, incidentId, id, base);
  }
}

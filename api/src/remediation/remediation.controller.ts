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
  NewRemediationMeasure,
  NewRemediationMoment,
  NewRemediationWork,
  RemediationMeasureChange,
  RemediationMomentMove,
  RemediationPlacing,
  RemediationStateChange,
  RemediationWithdrawal,
  type RemediationMeasure,
  type RemediationWork,
} from "@keii/shared";
import type { FastifyReply } from "fastify";
import type { Actor } from "../platform/database/actor.js";
import { Exports } from "../platform/http/exports.js";
import { Listing, sendPage, type ListQuery } from "../platform/http/list.js";
import {
  BaseVersion,
  CurrentActor,
  RecordId,
} from "../platform/http/request.js";
import { sendVersion } from "../platform/http/version.js";
import { Can } from "../platform/permissions/can.js";
import { exportMeasures, measureList } from "./remediation.queries.js";
import { RemediationService } from "./remediation.service.js";

@Controller("incidents/:incidentId/remediation")
export class RemediationController {
  constructor(
    private readonly remediation: RemediationService,
    private readonly exports: Exports,
  ) {}

  @Can("remediation.read")
  @Get()
  async list(
    @RecordId("incidentId") incidentId: string,
    @Listing() query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RemediationMeasure[]> {
    const page = await this.remediation.list(incidentId, query);
    return sendPage(
      reply,
      measureList,
      page,
      page.rows.map((row) => this.remediation.show(row)),
    );
  }

  @Can("remediation.read")
  @Get("export.csv")
  exportCsv(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Listing() query: ListQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const list = exportMeasures(incidentId, actor.language);
    return this.exports.send(actor, reply, "csv", query, list);
  }

  @Can("remediation.read")
  @Get("export.xlsx")
  exportXlsx(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Listing() query: ListQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const list = exportMeasures(incidentId, actor.language);
    return this.exports.send(actor, reply, "xlsx", query, list);
  }

  @Can("remediation.read")
  @Get(":id")
  async read(
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RemediationMeasure> {
    return sendVersion(reply, await this.remediation.read(incidentId, id));
  }

  @Can("remediation.write")
  @Post()
  add(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Body() measure: NewRemediationMeasure,
  ): Promise<RemediationMeasure> {
    return this.remediation.add(actor, incidentId, measure);
  }

  @Can("remediation.write")
  @Put(":id")
  async change(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() change: RemediationMeasureChange,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RemediationMeasure> {
    return sendVersion(
      reply,
      await this.remediation.change(actor, incidentId, id, base, change),
    );
  }

  @Can("remediation.write")
  @Post(":id/mark")
  @HttpCode(200)
  async mark(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() moment: NewRemediationMoment,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RemediationMeasure> {
    return sendVersion(
      reply,
      await this.remediation.mark(actor, incidentId, id, base, moment),
    );
  }

  @Can("remediation.write")
  @Post(":id/move")
  @HttpCode(200)
  async move(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() move: RemediationMomentMove,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RemediationMeasure> {
    return sendVersion(
      reply,
      await this.remediation.move(actor, incidentId, id, base, move),
    );
  }

  @Can("remediation.write")
  @Post(":id/state")
  @HttpCode(200)
  async changeState(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() change: RemediationStateChange,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RemediationMeasure> {
    return sendVersion(
      reply,
      await this.remediation.changeState(actor, incidentId, id, base, change),
    );
  }

  @Can("remediation.write")
  @Post(":id/place")
  @HttpCode(200)
  async place(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() placing: RemediationPlacing,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RemediationMeasure> {
    return sendVersion(
      reply,
      await this.remediation.place(actor, incidentId, id, base, placing),
    );
  }

  @Can("remediation.write")
  @Post(":id/withdraw")
  @HttpCode(200)
  async withdraw(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() withdrawal: RemediationWithdrawal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RemediationMeasure> {
    return sendVersion(
      reply,
      await this.remediation.withdraw(actor, incidentId, id, base, withdrawal),
    );
  }

  @Can("remediation.read")
  @Get(":id/work")
  work(
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
  ): Promise<RemediationWork[]> {
    return this.remediation.work(incidentId, id);
  }

  @Can("remediation.write")
  @Post(":id/work")
  addWork(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @Body() work: NewRemediationWork,
  ): Promise<RemediationWork> {
    return this.remediation.addWork(actor, incidentId, id, work);
  }
}

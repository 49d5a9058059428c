import { Body, Controller, Get, Post, Put, Res } from "@nestjs/common";
import { NewTask, TaskChange, type Task } from "@keii/shared";
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
import { exportTasks, taskList } from "./tasks.queries.js";
import { TasksService } from "./tasks.service.js";

@Controller("incidents/:incidentId/tasks")
export class TasksController {
  constructor(
    private readonly tasks: TasksService,
    private readonly exports: Exports,
  ) {}

  @Can("tasks.read")
  @Get()
  async list(
    @RecordId("incidentId") incidentId: string,
    @Listing() query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Task[]> {
    const page = await this.tasks.list(incidentId, query);
    return sendPage(
      reply,
      taskList,
      page,
      page.rows.map((row) => this.tasks.show(row)),
    );
  }

  @Can("tasks.read")
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
      exportTasks(incidentId, actor.language),
    );
  }

  @Can("tasks.read")
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
      exportTasks(incidentId, actor.language),
    );
  }

  @Can("tasks.read")
  @Get(":id")
  async read(
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Task> {
    return sendVersion(reply, await this.tasks.read(incidentId, id));
  }

  @Can("tasks.write")
  @Post()
  add(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Body() task: NewTask,
  ): Promise<Task> {
    return this.tasks.add(actor, incidentId, task);
  }

  @Can("tasks.write")
  @Put(":id")
  async change(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() change: TaskChange,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Task> {
    return sendVersion(
      reply,
      await this.tasks.change(actor, incidentId, id, base, change),
    );
  }
}

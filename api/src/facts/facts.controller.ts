import { Controller, Get } from "@nestjs/common";
import type { Fact } from "@keii/shared";
import { RecordId } from "../platform/http/request.js";
import { Can } from "../platform/permissions/can.js";
import { FactsService } from "./facts.service.js";

@Controller("incidents/:incidentId/facts")
export class FactsController {
  constructor(private readonly facts: FactsService) {}

  @Can("disclosure.read")
  @Get()
  list(@RecordId("incidentId") incidentId: string): Promise<Fact[]> {
    return this.facts.of(incidentId);
  }
}

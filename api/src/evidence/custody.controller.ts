import { Body, Controller, Get, Post } from "@nestjs/common";
import {
  NewCustodyHandOver,
  NewEvidenceVerification,
  type CustodyHandOver,
  type EvidenceAccess,
  type EvidenceVerification,
} from "@keii/shared";
import type { Actor } from "../platform/database/actor.js";
import { CurrentActor, RecordId } from "../platform/http/request.js";
import { Can } from "../platform/permissions/can.js";
import { CustodyService } from "./custody.service.js";

@Controller("incidents/:incidentId/evidence/:id")
export class CustodyController {
  constructor(private readonly custody: CustodyService) {}

  @Can("evidence.read")
  @Get("custody")
  handOvers(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
  ): Promise<CustodyHandOver[]> {
    return this.custody.handOvers(actor, incidentId, id);
  }

  @Can("evidence.write")
  @Post("custody")
  handOver(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @Body() given: NewCustodyHandOver,
  ): Promise<CustodyHandOver> {
    return this.custody.handOver(actor, incidentId, id, given);
  }

  @Can("evidence.read")
  @Get("verifications")
  verifications(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
  ): Promise<EvidenceVerification[]> {
    return this.custody.verifications(actor, incidentId, id);
  }

  @Can("evidence.write")
  @Post("verifications")
  verify(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @Body() verification: NewEvidenceVerification,
  ): Promise<EvidenceVerification> {
    return this.custody.verify(actor, incidentId, id, verification);
  }

  /** Who took the content along. */
  @Can("evidence.read")
  @Get("accesses")
  accesses(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
  ): Promise<EvidenceAccess[]> {
    return this.custody.accesses(actor, incidentId, id);
  }
}

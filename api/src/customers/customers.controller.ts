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
  CustomerCorrection,
  CustomerExport,
  CustomerReveal,
  CustomerSearch,
  PersonUnlink,
  type Customer,
  type CustomersFound,
  type Purchase,
} from "@keii/shared";
import type { FastifyReply } from "fastify";
import type { Actor } from "../platform/database/actor.js";
import { Listing, sendPage, type ListQuery } from "../platform/http/list.js";
import {
  BaseVersion,
  CurrentActor,
  RecordId,
} from "../platform/http/request.js";
import { sendVersion } from "../platform/http/version.js";
import { Can } from "../platform/permissions/can.js";
import { purchaseList } from "./customers.queries.js";
import { CustomerSearchService } from "./customer-search.service.js";
import { CustomersService } from "./customers.service.js";
import { PersonsService } from "./persons.service.js";

@Controller("incidents/:incidentId/customers")
export class CustomersController {
  constructor(
    private readonly customers: CustomersService,
    private readonly searches: CustomerSearchService,
    private readonly persons: PersonsService,
  ) {}

  @Can("customers.read")
  @Post("search")
  @HttpCode(200)
  search(
    @RecordId("incidentId") incidentId: string,
    @Body() search: CustomerSearch,
  ): Promise<CustomersFound> {
    return this.searches.search(incidentId, search);
  }

  @Can("customers.export")
  @Post("export")
  @HttpCode(200)
  export(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Body() wish: CustomerExport,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.customers.export(actor, incidentId, wish, reply);
  }

  @Can("customers.read")
  @Get(":id")
  async read(
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Customer> {
    return sendVersion(reply, await this.customers.read(incidentId, id));
  }

  @Can("customers.reveal")
  @Post(":id/reveal")
  @HttpCode(200)
  reveal(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @Body() reveal: CustomerReveal,
  ): Promise<Customer> {
    return this.customers.reveal(actor, incidentId, id, reveal);
  }

  @Can("customers.read")
  @Get(":id/purchases")
  async purchases(
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @Listing() query: ListQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Purchase[]> {
    const page = await this.customers.purchases(incidentId, id, query);
    return sendPage(reply, purchaseList, page, page.rows);
  }

  /** The other accounts of the same person, this one among them. */
  @Can("customers.read")
  @Get(":id/accounts")
  accounts(
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
  ): Promise<Customer[]> {
    return this.persons.accounts(incidentId, id);
  }

  @Can("customers.write")
  @Put(":id/correction")
  async correct(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @BaseVersion() base: number,
    @Body() correction: CustomerCorrection,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Customer> {
    return sendVersion(
      reply,
      await this.customers.correct(actor, incidentId, id, base, correction),
    );
  }

  @Can("customers.write")
  @Post(":id/unlink")
  @HttpCode(200)
  unlink(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @RecordId() id: string,
    @Body() unlink: PersonUnlink,
  ): Promise<Customer> {
    return this.persons.unlink(actor, incidentId, id, unlink);
  }
}

import { Module } from "@nestjs/common";
import { CustomerSearchService } from "./customer-search.service.js";
import { CustomersController } from "./customers.controller.js";
import { CustomersService } from "./customers.service.js";
import { MemberBasesController } from "./member-bases.controller.js";
import { MemberBasesService } from "./member-bases.service.js";
import { PersonsController } from "./persons.controller.js";
import { PersonsService } from "./persons.service.js";
import { SitesController } from "./sites.controller.js";
import { SitesService } from "./sites.service.js";

@Module({
  controllers: [
    MemberBasesController,
    SitesController,
    CustomersController,
    PersonsController,
  ],
  providers: [
    MemberBasesService,
    SitesService,
    CustomersService,
    CustomerSearchService,
    PersonsService,
  ],
  exports: [MemberBasesService, SitesService, CustomersService],
})
export class CustomersModule {}

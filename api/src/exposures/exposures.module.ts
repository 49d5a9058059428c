import { Module } from "@nestjs/common";
import { CustomersModule } from "../customers/customers.module.js";
import { PartiesModule } from "../parties/parties.module.js";
import { ExposuresController } from "./exposures.controller.js";
import { ExposuresService } from "./exposures.service.js";
import { GivenListsController } from "./given-lists.controller.js";
import { GivenListsService } from "./given-lists.service.js";

@Module({
  imports: [CustomersModule, PartiesModule],
  controllers: [ExposuresController, GivenListsController],
  providers: [ExposuresService, GivenListsService],
  exports: [ExposuresService, GivenListsService],
})
export class ExposuresModule {}

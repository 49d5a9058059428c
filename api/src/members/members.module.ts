import { Global, Module } from "@nestjs/common";
import { incidentAccess } from "../platform/permissions/access.guard.js";
import { MembersController } from "./members.controller.js";
import { MembersService } from "./members.service.js";

@Global()
@Module({
  controllers: [MembersController],
  providers: [
    MembersService,
    { provide: incidentAccess, useExisting: MembersService },
  ],
  exports: [MembersService, incidentAccess],
})
export class MembersModule {}

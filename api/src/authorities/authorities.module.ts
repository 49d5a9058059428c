import { Module } from "@nestjs/common";
import { EvidenceModule } from "../evidence/evidence.module.js";
import { PartiesModule } from "../parties/parties.module.js";
import { TimelineModule } from "../timeline/timeline.module.js";
import { AuthoritiesController } from "./authorities.controller.js";
import { AuthoritiesService } from "./authorities.service.js";
import { AuthorityDuesController } from "./authority-dues.controller.js";
import { AuthorityDuesService } from "./authority-dues.service.js";
import { AuthorityRepliesController } from "./authority-replies.controller.js";
import { AuthorityRepliesService } from "./authority-replies.service.js";

@Module({
  imports: [EvidenceModule, PartiesModule, TimelineModule],
  controllers: [
    AuthoritiesController,
    AuthorityDuesController,
    AuthorityRepliesController,
  ],
  providers: [
    AuthoritiesService,
    AuthorityDuesService,
    AuthorityRepliesService,
  ],
  exports: [AuthoritiesService, AuthorityDuesService],
})
export class AuthoritiesModule {}

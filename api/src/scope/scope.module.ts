import { Module } from "@nestjs/common";
import { ApprovalsModule } from "../approvals/approvals.module.js";
import { ExposuresModule } from "../exposures/exposures.module.js";
import { TimelineModule } from "../timeline/timeline.module.js";
import { GivenFiguresController } from "./given-figures.controller.js";
import { GivenFiguresService } from "./given-figures.service.js";
import { PurchasesPerDayController } from "./purchases-per-day.controller.js";
import { ScopeResultsService } from "./scope-results.service.js";
import { ScopeRunsController } from "./scope-runs.controller.js";
import { ScopeService } from "./scope.service.js";

@Module({
  imports: [ApprovalsModule, ExposuresModule, TimelineModule],
  controllers: [
    ScopeRunsController,
    PurchasesPerDayController,
    GivenFiguresController,
  ],
  providers: [ScopeService, ScopeResultsService, GivenFiguresService],
  exports: [ScopeService, ScopeResultsService],
})
export class ScopeModule {}

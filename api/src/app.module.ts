import { Module, type DynamicModule } from "@nestjs/common";
import { APP_FILTER, APP_GUARD, APP_PIPE, DiscoveryModule } from "@nestjs/core";
import { ApprovalsModule } from "./approvals/approvals.module.js";
import { CaseReportModule } from "./case-report/case-report.module.js";
import { CustomersModule } from "./customers/customers.module.js";
import { ImportsModule } from "./imports/imports.module.js";
import { AuthoritiesModule } from "./authorities/authorities.module.js";
import { DeskModule } from "./desk/desk.module.js";
import { DisclosureModule } from "./disclosure/disclosure.module.js";
import { DraftsModule } from "./drafts/drafts.module.js";
import { ExposuresModule } from "./exposures/exposures.module.js";
import { ForensicsModule } from "./forensics/forensics.module.js";
import { EvidenceModule } from "./evidence/evidence.module.js";
import { FactsModule } from "./facts/facts.module.js";
import { HomeModule } from "./home/home.module.js";
import { IncidentsModule } from "./incidents/incidents.module.js";
import { InquiriesModule } from "./inquiries/inquiries.module.js";
import { IntakeModule } from "./intake/intake.module.js";
import { MeetingsModule } from "./meetings/meetings.module.js";
import { MembersModule } from "./members/members.module.js";
import { MilestonesModule } from "./milestones/milestones.module.js";
import { OrganisationModule } from "./organisation/organisation.module.js";
import { ContractPipe } from "./platform/http/contract.pipe.js";
import { HeadGuard } from "./platform/http/head.guard.js";
import { QueryGuard } from "./platform/http/query.guard.js";
import { ProblemFilter } from "./platform/http/problem.filter.js";
import { AccessGuard } from "./platform/permissions/access.guard.js";
import { Refusals } from "./platform/permissions/refusals.js";
import { PartiesModule } from "./parties/parties.module.js";
import { PartnersModule } from "./partners/partners.module.js";
import { PlaybooksModule } from "./playbooks/playbooks.module.js";
import { PlatformModule, type Foundation } from "./platform/platform.module.js";
import { RemediationModule } from "./remediation/remediation.module.js";
import { ScopeModule } from "./scope/scope.module.js";
import { VerificationModule } from "./verification/verification.module.js";
import { TasksModule } from "./tasks/tasks.module.js";
import { TimelineModule } from "./timeline/timeline.module.js";
import { UsersModule } from "./users/users.module.js";

@Module({})
export class AppModule {
  static on(foundation: Foundation): DynamicModule {
    return {
      module: AppModule,
      imports: [
        DiscoveryModule,
        PlatformModule.on(foundation),
        UsersModule,
        OrganisationModule,
        DraftsModule,
        IncidentsModule,
        MembersModule,
        ApprovalsModule,
        PartiesModule,
        TimelineModule,
        TasksModule,
        MeetingsModule,
        MilestonesModule,
        EvidenceModule,
        IntakeModule,
        PlaybooksModule,
        ForensicsModule,
        CustomersModule,
        ImportsModule,
        ExposuresModule,
        ScopeModule,
        FactsModule,
        DisclosureModule,
        VerificationModule,
        RemediationModule,
        AuthoritiesModule,
        PartnersModule,
        DeskModule,
        InquiriesModule,
        HomeModule,
        CaseReportModule,
      ],
      providers: [
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_GUARD, useClass: HeadGuard },
        { provide: APP_GUARD, useClass: QueryGuard },
        { provide: APP_PIPE, useClass: ContractPipe },
        {
          provide: APP_FILTER,
          inject: [Refusals],
          useFactory: (refusals: Refusals) =>
            new ProblemFilter(foundation.logger, refusals),
        },
      ],
    };
  }
}

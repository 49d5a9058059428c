import { Global, Module, type DynamicModule } from "@nestjs/common";
import { DiscoveryModule } from "@nestjs/core";
import { AuditController } from "./audit/audit.controller.js";
import type { AuditKey } from "./audit/audit-key.js";
import { AuditService } from "./audit/audit.service.js";
import type { Checkpoints } from "./audit/checkpoint.js";
import { AuthController } from "./auth/auth.controller.js";
import { CalendarPasswords } from "./auth/calendar-passwords.js";
import { Passwords } from "./auth/passwords.js";
import { Sessions } from "./auth/sessions.js";
import { SignInService } from "./auth/sign-in.service.js";
import { SignInThrottle } from "./auth/throttle.js";
import { Tokens } from "./auth/tokens.js";
import { Clock } from "./clock/clock.js";
import type { Config } from "./config/config.js";
import { ConsoleAddress } from "./config/console-address.js";
import { Database } from "./database/database.js";
import { Exports } from "./http/exports.js";
import { HealthController } from "./http/health.controller.js";
import { OpenApiController } from "./http/openapi.controller.js";
import { Routes } from "./http/routes.js";
import { LiveController } from "./live/live.controller.js";
import { LiveService } from "./live/live.service.js";
import type { Logger } from "./log/logger.js";
import { Storage } from "./storage/storage.js";
import { Refusals } from "./permissions/refusals.js";

/** What is there before any domain: made once, handed in. */
export interface Foundation {
  config: Config;
  logger: Logger;
  clock: Clock;
  database: Database;
  auditKey: AuditKey;
  checkpoints: Checkpoints;
  storage: Storage;
  tokenSecret: string;
  demoUsers: { email: string; password: string }[];
}

@Global()
@Module({})
export class PlatformModule {
  static on(foundation: Foundation): DynamicModule {
    const { config, logger, clock, database, auditKey, checkpoints } =
      foundation;
    const sessions = new Sessions(database);
    const provided = [
      { provide: "Config", useValue: config },
      { provide: "Logger", useValue: logger },
      { provide: "AuditKey", useValue: auditKey },
      { provide: "Checkpoints", useValue: checkpoints },
      { provide: Storage, useValue: foundation.storage },
      { provide: "DemoUsers", useValue: foundation.demoUsers },
      { provide: Clock, useValue: clock },
      { provide: Database, useValue: database },
      {
        provide: ConsoleAddress,
        useValue: new ConsoleAddress(config.consoleUrl),
      },
      { provide: Tokens, useValue: new Tokens(foundation.tokenSecret) },
      { provide: Sessions, useValue: sessions },
      { provide: Passwords, useValue: new Passwords() },
      { provide: SignInThrottle, useValue: new SignInThrottle(database) },
      {
        provide: CalendarPasswords,
        useValue: new CalendarPasswords(database),
      },
      Exports,
      Refusals,
      Routes,
      LiveService,
      SignInService,
      AuditService,
    ];
    return {
      module: PlatformModule,
      imports: [DiscoveryModule],
      controllers: [
        AuthController,
        AuditController,
        HealthController,
        LiveController,
        OpenApiController,
      ],
      providers: provided,
      exports: provided,
    };
  }
}

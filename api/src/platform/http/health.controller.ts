import { Controller, Get, Inject } from "@nestjs/common";
import { problems } from "@keii/shared";
import { Database } from "../database/database.js";
import type { Config } from "../config/config.js";
import { Public } from "../permissions/can.js";
import { Problem } from "./problem.js";

/** What anybody may know before signing in. */
export interface Settings {
  demo: boolean;
  demoClock: string | null;
  demoUsers: { email: string; password: string }[];
  hasMail: boolean;
}

@Controller()
export class HealthController {
  private checked: { at: number; isReady: boolean } = {
    at: -Infinity,
    isReady: false,
  };

  constructor(
    private readonly database: Database,
    @Inject("Config") private readonly config: Config,
    @Inject("DemoUsers") private readonly demoUsers: Settings["demoUsers"],
  ) {}

  @Public()
  @Get("health/live")
  live(): { status: "ok" } {
    return { status: "ok" };
  }

  /** Asks the database, at most once a second. */
  @Public()
  @Get("health/ready")
  async ready(): Promise<{ status: "ok" }> {
    if (performance.now() - this.checked.at > 1_000) {
      const isReady = await this.database.query("select 1").then(
        () => true,
        () => false,
      );
      this.checked = { at: performance.now(), isReady };
    }
    if (!this.checked.isReady)
      throw new Problem(problems.unavailable, { retryAfterSeconds: 2 });
    return { status: "ok" };
  }

  @Public()
  @Get("settings")
  settings(): Settings {
    return {
      demo: this.config.isDemo,
      demoClock: this.config.demoClock,
      demoUsers: this.config.isDemo ? this.demoUsers : [],
      hasMail: this.config.hasMail,
    };
  }
}

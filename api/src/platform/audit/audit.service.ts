import { Inject, Injectable } from "@nestjs/common";
import type { AuditVerification } from "@keii/shared";
import type { Actor } from "../database/actor.js";
import { Database, recordAct } from "../database/database.js";
import { uuidv7 } from "../database/id.js";
import { readPage, type ListQuery, type Page } from "../http/list.js";
import type { Logger } from "../log/logger.js";
import type { AuditKey } from "./audit-key.js";
import { auditList, auditOf, type AuditRow } from "./audit.queries.js";
import type { Checkpoints } from "./checkpoint.js";
import { verifyAudit } from "./verify.js";

/** How long an asker waits for a verification before it goes on by itself. */
const patienceMilliseconds = 5_000;

@Injectable()
export class AuditService {
  private running: Promise<AuditVerification> | null = null;

  constructor(
    private readonly database: Database,
    @Inject("AuditKey") private readonly key: AuditKey,
    @Inject("Checkpoints") private readonly checkpoints: Checkpoints,
    @Inject("Logger") private readonly logger: Logger,
  ) {}

  list(query: ListQuery, incidentId: string | null): Promise<Page<AuditRow>> {
    return readPage<AuditRow>(
      this.database,
      auditList(incidentId),
      query,
      auditOf(incidentId),
    );
  }

  async newest(): Promise<AuditVerification | null> {
    const [row] = await this.database.query<{ result: AuditVerification }>(
      "select result from audit_verification where result is not null order by finished_at desc limit 1",
    );
    return row?.result ?? null;
  }

  /** Starts a verification, or joins the one that runs; answers its result where it is there soon. */
  async verify(actor: Actor): Promise<AuditVerification | null> {
    await this.database.transaction(actor, null, (tx) =>
      recordAct(tx, "verify", "audit", null),
    );
    this.running ??= this.run(actor).finally(() => {
      this.running = null;
    });
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<null>((done) => {
      timer = setTimeout(() => done(null), patienceMilliseconds);
    });
    const running = this.running;
    running.catch((error: unknown) =>
      this.logger.error({ error }, "verification of the audit log failed"),
    );
    try {
      return await Promise.race([running, patience]);
    } finally {
      clearTimeout(timer);
    }
  }

  private async run(actor: Actor): Promise<AuditVerification> {
    const id = uuidv7();
    await this.database.query(
      "insert into audit_verification (id, asked_by, asked_at) values ($1, $2, now())",
      [id, actor.id],
    );
    const result = await this.database.patiently((database) =>
      verifyAudit(database, this.key, this.checkpoints),
    );
    await this.database.query(
      "update audit_verification set finished_at = now(), result = $2 where id = $1",
      [id, JSON.stringify(result)],
    );
    if (!result.valid)
      this.logger.error(
        { firstBroken: result.firstBroken },
        "the audit log does not agree with itself",
      );
    return result;
  }
}

import { Inject, Injectable } from "@nestjs/common";
import type { OutgoingHttpHeaders } from "node:http";
import { permissionsIn, type Permission } from "@keii/shared";
import type { FastifyReply } from "fastify";
import pgListen, { type Subscriber } from "pg-listen";
import { Sessions } from "../auth/sessions.js";
import type { Actor } from "../database/actor.js";
import type { Logger } from "../log/logger.js";
import {
  incidentAccess,
  type IncidentAccess,
} from "../permissions/access.guard.js";

/** What the audit trigger announces of a changed row: ids, and what decides who may hear of it. */
interface Announcement {
  resource: string;
  id: string;
  incident?: string;
  version?: number;
  visibility?: string;
  kind?: string;
}

interface Stream {
  reply: FastifyReply;
  actor: Actor;
}

/** Resource → what its hearer must hold, in its incident or by the account. */
export const liveResources = new Map<string, Permission>();

/** One stream per browser; what changed elsewhere is told to those who may read it, by id only. */
@Injectable()
export class LiveService {
  private readonly streams = new Set<Stream>();
  private subscriber: Subscriber | null = null;
  private timer: NodeJS.Timeout | null = null;
  private beat = 0;

  constructor(
    private readonly sessions: Sessions,
    @Inject(incidentAccess) private readonly access: IncidentAccess,
    @Inject("Logger") private readonly logger: Logger,
  ) {}

  async start(databaseUrl: string): Promise<void> {
    const subscriber = pgListen.default(
      { connectionString: databaseUrl },
      // Sessions are told by their bare id, which is no JSON.
      { retryTimeout: Infinity, retryInterval: 500, parse: String },
    );
    subscriber.events.on("error", (error: unknown) => {
      this.logger.warn(
        { error },
        "live updates: the listening connection is lost",
      );
    });
    subscriber.events.on("reconnect", () => {
      this.sessions.forgetAll();
      for (const stream of this.streams) this.send(stream, "hello", {});
    });
    subscriber.notifications.on("keii_live", (payload: unknown) => {
      void this.announce(JSON.parse(String(payload)) as Announcement);
    });
    subscriber.notifications.on("keii_session", (payload: unknown) => {
      this.sessions.forget(String(payload));
      void this.closeRevoked();
    });
    await subscriber.connect();
    await subscriber.listenTo("keii_live");
    await subscriber.listenTo("keii_session");
    this.subscriber = subscriber;
    this.timer = setInterval(() => {
      void this.closeRevoked();
      if (++this.beat % 20 === 0)
        for (const { reply } of this.streams)
          reply.raw.write(": still here\n\n");
    }, 1_000);
    this.timer.unref();
  }

  async stop(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    for (const { reply } of this.streams) reply.raw.end();
    this.streams.clear();
    await this.subscriber?.close();
  }

  open(actor: Actor, reply: FastifyReply): void {
    reply.hijack();
    reply.raw.writeHead(200, {
      // A hijacked answer leaves without what the hooks have set.
      ...(reply.getHeaders() as OutgoingHttpHeaders),
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store",
      "x-accel-buffering": "no",
    });
    const stream = { reply, actor };
    this.streams.add(stream);
    reply.raw.on("close", () => this.streams.delete(stream));
    this.send(stream, "hello", {});
  }

  private async announce(change: Announcement): Promise<void> {
    const permission = liveResources.get(change.resource);
    if (!permission) return;
    const { resource, id, incident, version } = change;
    for (const stream of this.streams) {
      try {
        if (await this.mayHear(stream.actor, permission, change))
          this.send(stream, "change", {
            resource,
            id,
            incident: incident ?? null,
            version: version ?? null,
          });
      } catch (error) {
        this.logger.warn(
          { error },
          "live updates: could not tell who may hear of a change",
        );
      }
    }
  }

  private async mayHear(
    actor: Actor,
    permission: Permission,
    change: Announcement,
  ): Promise<boolean> {
    if (!actor.account || !actor.id) return false;
    if (change.incident === undefined) return actor.held.has(permission);
    const found = await this.access.find(change.incident, actor.id);
    if (!found) return false;
    const held = permissionsIn(actor.account, found.membership);
    if (!held.has(permission)) return false;
    // A reader of public entries hears of what is public, and of corrections: an entry may just have ceased to be.
    if (change.resource === "timeline" && !held.has("timeline.read"))
      return (
        change.visibility === "public" ||
        change.kind === "corrected" ||
        change.kind === "retracted"
      );
    return true;
  }

  private async closeRevoked(): Promise<void> {
    for (const stream of this.streams) {
      const { sessionId } = stream.actor;
      try {
        if (sessionId !== null && (await this.sessions.find(sessionId)))
          continue;
      } catch (error) {
        this.logger.debug({ error }, "live updates: session not looked up");
        continue;
      }
      stream.reply.raw.end();
      this.streams.delete(stream);
    }
  }

  private send({ reply }: Stream, event: string, data: object): void {
    reply.raw.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }
}

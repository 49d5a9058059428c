import type { LoggerService } from "@nestjs/common";
import { maskCardNumbers } from "@keii/shared";
import {
  pino,
  type DestinationStream,
  type Logger,
  type LoggerOptions,
} from "pino";

export type { Logger };

/** One JSON line an event on standard output, or another stream; secrets and card numbers are taken out whoever logs them. */
export function createLogger(
  level: string,
  stream: 1 | 2 | DestinationStream = 1,
): Logger {
  const options: LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: [
        "password",
        "token",
        "authorization",
        "cookie",
        "email",
        "*.password",
        "*.token",
        "*.authorization",
        "*.cookie",
        "*.email",
      ],
      censor: "…",
    },
    serializers: { error: describeError, err: describeError },
    hooks: { streamWrite: (line) => maskCardNumbers(line).text },
  };
  return pino(
    options,
    typeof stream === "number"
      ? pino.destination({ fd: stream, sync: true })
      : stream,
  );
}

/** An error without the values it carries: PostgreSQL puts rows into `detail`, which may be personal. */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: "not an error" };
  const { code, constraint, table, routine } = error as Error &
    Record<string, unknown>;
  const isFromDatabase = typeof code === "string" && /^[0-9A-Z]{5}$/.test(code);
  return {
    type: error.name,
    message: isFromDatabase ? `database error ${code}` : error.message,
    ...(typeof code === "string" && { code }),
    ...(typeof constraint === "string" && { constraint }),
    ...(typeof table === "string" && { table }),
    ...(typeof routine === "string" && { routine }),
    stack: error.stack?.split("\n").slice(1, 12).join("\n"),
    ...(error.cause instanceof Error && { cause: describeError(error.cause) }),
  };
}

/** Nest's own messages through the same logger; its start-up chatter only at `debug`. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}
  log(message: unknown, context?: string): void {
    this.logger.debug({ context }, String(message));
  }
  error(message: unknown, stack?: string, context?: string): void {
    this.logger.error({ context, stack }, String(message));
  }
  warn(message: unknown, context?: string): void {
    this.logger.warn({ context }, String(message));
  }
  debug(message: unknown, context?: string): void {
    this.logger.debug({ context }, String(message));
  }
  verbose(message: unknown, context?: string): void {
    this.logger.debug({ context }, String(message));
  }
  fatal(message: unknown, context?: string): void {
    this.logger.fatal({ context }, String(message));
  }
}

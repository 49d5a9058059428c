import type { AuditBreak, AuditBreakKind } from "@keii/shared";

/** Something that does not agree, with whatever is known of where. */
export type Finding = { kind: AuditBreakKind } & Partial<AuditBreak>;

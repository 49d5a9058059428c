import { Controller, Get, Query } from "@nestjs/common";
import { isCalendarDay, problems, type PurchaseDay } from "@keii/shared";
import type { Actor } from "../platform/database/actor.js";
import { fieldProblem } from "../platform/http/problem.js";
import { CurrentActor, RecordId } from "../platform/http/request.js";
import { Can } from "../platform/permissions/can.js";
import { ScopeService } from "./scope.service.js";

@Controller("incidents/:incidentId/purchases-per-day")
export class PurchasesPerDayController {
  constructor(private readonly scope: ScopeService) {}

  @Can("scope.figures")
  @Get()
  count(
    @CurrentActor() actor: Actor,
    @RecordId("incidentId") incidentId: string,
    @Query("by") by: unknown,
    @Query("from") from: unknown,
    @Query("to") to: unknown,
  ): Promise<PurchaseDay[]> {
    if (by !== undefined && by !== "site" && by !== "method")
      throw fieldProblem(problems.invalid, "by", "isIn");
    return this.scope.purchasesPerDay(
      actor,
      incidentId,
      by ?? "method",
      dayOrNull(from, "from"),
      dayOrNull(to, "to"),
    );
  }
}

function dayOrNull(value: unknown, field: string): string | null {
  if (value === undefined) return null;
  if (!isCalendarDay(value))
    throw fieldProblem(problems.invalid, field, "isCalendarDay");
  return value as string;
}

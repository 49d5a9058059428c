import { Injectable } from "@nestjs/common";
import {
  problems,
  type InquiriesFound,
  type Inquiry,
  type InquirySearch,
} from "@keii/shared";
import type { Actor } from "../platform/database/actor.js";
import { Database } from "../platform/database/database.js";
import { readPage, type ListQuery, type Page } from "../platform/http/list.js";
import { fieldProblem } from "../platform/http/problem.js";
import { isRecordId } from "../platform/http/request.js";
import {
  inquiriesOf,
  inquiryList,
  inquirySearchRules,
  toInquiry,
  type InquiryRow,
} from "./inquiries.queries.js";

const pageSize = 50;

const orders: Record<
  NonNullable<InquirySearch["order"]>,
  readonly [string, "ASC" | "DESC"]
> = {
  waiting: ["waiting", "ASC"],
  newest: ["receivedAt", "DESC"],
  oldest: ["receivedAt", "ASC"],
};

/** Lists of inquiries, each reader's own. */
@Injectable()
export class InquirySearchService {
  constructor(private readonly database: Database) {}

  async list(
    actor: Actor,
    incidentId: string,
    query: ListQuery,
  ): Promise<Page<Inquiry>> {
    const page = await readPage<InquiryRow>(
      this.database,
      inquiryList,
      query,
      inquiriesOf(actor, incidentId),
    );
    return { ...page, rows: page.rows.map((row) => toInquiry(row, actor)) };
  }

  async search(
    actor: Actor,
    incidentId: string,
    search: InquirySearch,
  ): Promise<InquiriesFound> {
    const page = await readPage<InquiryRow>(
      this.database,
      inquirySearchRules(actor.held.has("inquiries.readText")),
      {
        filter: filterOf(actor, search),
        sort: orders[search.order ?? "waiting"],
        first: 0,
        size: pageSize,
        cursor: search.cursor ? search.cursor : null,
      },
      inquiriesOf(actor, incidentId),
    );
    return {
      inquiries: page.rows.map((row) => toInquiry(row, actor)),
      total: page.total,
      isCapped: page.isTotalCapped,
      cursor: page.nextCursor,
    };
  }
}

function filterOf(
  actor: Actor,
  { q, status, category, channel, assignee }: InquirySearch,
): Record<string, unknown> {
  const words = q?.trim() ?? "";
  if (words.length === 1)
    throw fieldProblem(problems.invalid, "q", "minLength", 2);
  return {
    ...(words !== "" && { q: words }),
    ...(status && { status }),
    ...(category && { category }),
    ...(channel && { channel }),
    ...(assignee && { assignee: assigneeOf(actor, assignee) }),
  };
}

function assigneeOf(actor: Actor, assignee: string): string {
  if (assignee === "mine") return actor.id ?? "nobody";
  if (assignee !== "nobody" && !isRecordId(assignee))
    throw fieldProblem(problems.invalid, "assignee", "unknownValue");
  return assignee;
}

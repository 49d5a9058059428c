import type { Bilingual } from "./language.js";
import { BothLanguages, LeftOut, Line, StringAsBilingual } from "./rules.js";

/** One id space: within it an id is one customer; two bases may use the same id for two people. */
export interface MemberBase {
  id: string;
  version: number;
  incidentId: string;
  code: string;
  name: Bilingual;
  /** Customers in it now. */
  customers: number;
  createdAt: string;
}

export class NewMemberBase {
  @Line(50) code!: string;
  @StringAsBilingual() @BothLanguages(200) name!: Bilingual;
}

export class MemberBaseChange {
  @LeftOut() @Line(50) code?: string;
  @LeftOut() @StringAsBilingual() @BothLanguages(200) name?: Bilingual;
}

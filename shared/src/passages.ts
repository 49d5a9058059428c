import type { Bilingual } from "./language.js";
import { BothLanguages, PassageKey, StringAsBilingual, Text } from "./rules.js";

/** A paragraph used word for word wherever it is named: `{{passage.key}}` (共通文). */
export interface Passage {
  id: string;
  version: number;
  incidentId: string;
  key: string;
  /** Its newest words, and the number they have among its versions. */
  no: number;
  text: Bilingual;
  writtenAt: string;
  writtenBy: { id: string; name: string } | null;
  /** What texts use: the newest version that somebody else approved. */
  approvedNo: number | null;
  approvedText: Bilingual | null;
  createdAt: string;
}

/** One version of a passage. */
export interface PassageRevision {
  no: number;
  text: Bilingual;
  reason: string;
  writtenAt: string;
  writtenBy: { id: string; name: string } | null;
  approvedAt: string | null;
  approvedBy: { id: string; name: string } | null;
}

export class NewPassage {
  @PassageKey() key!: string;
  @StringAsBilingual() @BothLanguages(5000) text!: Bilingual;
}

export class PassageChange {
  @StringAsBilingual() @BothLanguages(5000) text!: Bilingual;
  @Text(2000) reason!: string;
}

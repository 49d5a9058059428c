import type { Bilingual } from "./language.js";
import {
  BothLanguages,
  Flag,
  FreeText,
  LeftOut,
  Line,
  StringAsBilingual,
} from "./rules.js";

/** A shop as its customers know it; `code` is what the exports write. */
export interface Site {
  id: string;
  version: number;
  incidentId: string;
  code: string;
  name: Bilingual;
  url: string;
  isOpen: boolean;
  /** Named in the report; otherwise the reason why not. */
  isListed: boolean;
  notListedReason: string;
  createdAt: string;
}

export class NewSite {
  @Line(100) code!: string;
  @StringAsBilingual() @BothLanguages(200) name!: Bilingual;
  @LeftOut() @FreeText(500) url?: string;
  @LeftOut() @Flag() isOpen?: boolean;
  @LeftOut() @Flag() isListed?: boolean;
  @LeftOut() @FreeText(2000) notListedReason?: string;
}

export class SiteChange {
  @LeftOut() @Line(100) code?: string;
  @LeftOut() @StringAsBilingual() @BothLanguages(200) name?: Bilingual;
  @LeftOut() @FreeText(500) url?: string;
  @LeftOut() @Flag() isOpen?: boolean;
  @LeftOut() @Flag() isListed?: boolean;
  @LeftOut() @FreeText(2000) notListedReason?: string;
}

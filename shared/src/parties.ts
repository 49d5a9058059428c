import {
  BlankAsNull,
  BothLanguages,
  Flag,
  FreeText,
  LeftOut,
  Line,
  MailAddress,
  NestedListOrEmpty,
  OrNull,
  PhoneNumber,
  SomeOf,
  StringAsBilingual,
} from "./rules.js";
import type { Bilingual } from "./language.js";

/** What an outside body is to the company. */
export const partyRoles = [
  "payment_service_provider",
  "acquirer",
  "card_brand",
  "issuer",
  "police",
  "ministry",
  "privacy_commission",
  "cert",
  "association",
  "forensic_firm",
  "law_firm",
  "insurer",
  "public_relations",
  "call_centre",
  "printer",
  "web_agency",
  "other",
] as const;
export type PartyRole = (typeof partyRoles)[number];

/** Somebody to speak to there. */
export class PartyContact {
  @Line(200) name!: string;
  @LeftOut() @FreeText(200) department?: string;
  @LeftOut() @OrNull() @PhoneNumber() phone?: string | null;
  @LeftOut() @OrNull() @MailAddress() email?: string | null;
}

/** An outside body, once for all incidents. */
export interface Party {
  id: string;
  version: number;
  officialName: Bilingual;
  shortName: Bilingual | null;
  roles: PartyRole[];
  /** Whether a text that leaves the company may name it. */
  mayBeNamed: boolean;
  /** How it is reached and what to mind. */
  channel: string;
  contacts: PartyContact[];
  /** Another body bears the same name: perhaps it is there twice. */
  hasNamesake: boolean;
}

/** An incident that speaks of a body, as far as its reader may know of it. */
export interface PartyIncident {
  id: string;
  code: string;
  title: Bilingual;
}

export class NewParty {
  @StringAsBilingual() @BothLanguages(200) officialName!: Bilingual;
  @LeftOut()
  @OrNull()
  @BlankAsNull()
  @StringAsBilingual()
  @BothLanguages(100)
  shortName?: Bilingual | null;
  @LeftOut() @SomeOf(partyRoles) roles?: PartyRole[];
  @LeftOut() @Flag() mayBeNamed?: boolean;
  @LeftOut() @FreeText(1000) channel?: string;
  @LeftOut()
  @NestedListOrEmpty(() => PartyContact, 50)
  contacts?: PartyContact[];
}

export class PartyChange {
  @LeftOut() @StringAsBilingual() @BothLanguages(200) officialName?: Bilingual;
  @LeftOut()
  @OrNull()
  @BlankAsNull()
  @StringAsBilingual()
  @BothLanguages(100)
  shortName?: Bilingual | null;
  @LeftOut() @SomeOf(partyRoles) roles?: PartyRole[];
  @LeftOut() @Flag() mayBeNamed?: boolean;
  @LeftOut() @FreeText(1000) channel?: string;
  @LeftOut()
  @NestedListOrEmpty(() => PartyContact, 50)
  contacts?: PartyContact[];
}

import {
  BothLanguages,
  CalendarDay,
  FreeText,
  Line,
  Lines,
  MailAddress,
  OneOf,
  LeftOut,
  OrNull,
  PhoneNumber,
  SomeOf,
  StringAsBilingual,
  TimeZone,
  Whole,
} from "./rules.js";
import type { Bilingual } from "./language.js";
import { portalColourNames } from "./portal-colour.js";

/** What the catalogue of legal duties asks of the company to know which apply. */
export const entityTypes = [
  "handling_business",
  "merchant",
  "payment_service_provider",
  "card_issuer",
  "entrusted_party",
  "core_infrastructure",
  "listed_company",
  "privacy_mark_holder",
  "telecommunications",
  "financial",
  "healthcare",
] as const;
export type EntityType = (typeof entityTypes)[number];

/** The company itself, once. */
export interface Organisation {
  id: string;
  version: number;
  legalName: Bilingual;
  shortName: Bilingual;
  representative: string;
  corporateNumber: string | null;
  industry: string;
  entityTypes: EntityType[];
  filingContactName: string;
  filingContactEmail: string | null;
  filingContactPhone: string | null;
  returnAddress: string;
  senderAddresses: string[];
  portalName: Bilingual;
  portalColour: string;
  zone: string;
  incidentRetentionMonths: number;
  customerRetentionMonths: number;
  foundedOn: string | null;
}

export class OrganisationChange {
  @LeftOut() @StringAsBilingual() @BothLanguages(200) legalName?: Bilingual;
  @LeftOut() @StringAsBilingual() @BothLanguages(100) shortName?: Bilingual;
  @LeftOut() @FreeText(200) representative?: string;
  /** 法人番号, 13 digits with a check digit (Order on corporate numbers, art. 2). */
  @LeftOut() @OrNull() @Line(13) corporateNumber?: string | null;
  @LeftOut() @FreeText(200) industry?: string;
  @LeftOut() @SomeOf(entityTypes) entityTypes?: EntityType[];
  @LeftOut() @FreeText(200) filingContactName?: string;
  @LeftOut() @OrNull() @MailAddress() filingContactEmail?: string | null;
  @LeftOut() @OrNull() @PhoneNumber() filingContactPhone?: string | null;
  @LeftOut() @FreeText(1000) returnAddress?: string;
  @LeftOut() @Lines(20, 254) senderAddresses?: string[];
  @LeftOut() @StringAsBilingual() @BothLanguages(100) portalName?: Bilingual;
  @LeftOut()
  @OneOf(portalColourNames)
  portalColour?: string;
  @LeftOut() @TimeZone() zone?: string;
  @LeftOut() @Whole(1, 600) incidentRetentionMonths?: number;
  @LeftOut() @Whole(1, 600) customerRetentionMonths?: number;
  @LeftOut() @OrNull() @CalendarDay() foundedOn?: string | null;
}

/** Whether the thirteen digits of a corporate number agree with their check digit. */
export function isCorporateNumber(digits: string): boolean {
  if (!/^\d{13}$/.test(digits)) return false;
  const sum = [...digits.slice(1)]
    .reverse()
    .reduce((total, d, i) => total + Number(d) * (i % 2 === 0 ? 1 : 2), 0);
  return Number(digits[0]) === 9 - (sum % 9);
}

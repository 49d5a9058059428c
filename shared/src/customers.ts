import { customerStatuses, type CustomerStatus } from "./imports.js";
import { FreeText, Ids, LeftOut, Line, OneOf, OrNull, Text } from "./rules.js";
import type { OrderStatus } from "./imports.js";
import type { PaymentMethod } from "./payment-methods.js";

/** What the desk may correct; an import never touches the correction. */
export const correctableFields = [
  "name",
  "kana",
  "email",
  "phone",
  "postalCode",
  "address",
  "status",
] as const;
export type CorrectableField = (typeof correctableFields)[number];

/** A customer as a reader may see it: what the role does not show is a mask, never left out. */
export interface Customer {
  id: string;
  /** Of the correction laid over it; 0 where there is none. */
  version: number;
  incidentId: string;
  memberBaseId: string;
  memberBase: { code: string };
  customerNo: string;
  name: string;
  kana: string;
  company: string;
  department: string;
  emails: string[];
  phone: string;
  postalCode: string;
  address: string;
  language: string;
  registeredOn: string | null;
  status: CustomerStatus;
  hasOddEmail: boolean;
  /** True where names and addresses are masks. */
  isMasked: boolean;
  /** Fields the desk corrected. */
  corrected: CorrectableField[];
  /** What was imported beneath the corrections, as masked as the rest; several mail addresses with a space between. */
  imported: Partial<Record<CorrectableField, string>>;
  /** Why it was last corrected, when and by whom; null where nothing is corrected. */
  correction: {
    reason: string;
    at: string;
    by: { id: string; name: string } | null;
  } | null;
  /** Other accounts of the same person, as somebody said. */
  personId: string | null;
  firstBatchNo: number;
  batchNo: number;
}

/** How customers are looked for; in a body, so that nothing personal stands in an address. */
export class CustomerSearch {
  /** Customer id, name, kana, company, mail, phone or postal code, or a part of it from two characters on. */
  @LeftOut() @FreeText(200) q?: string;
  @LeftOut() @OrNull() @Line(50) memberBaseId?: string | null;
  /** After this customer of the last page. */
  @LeftOut() @FreeText(500) cursor?: string;
}

export interface CustomersFound {
  customers: Customer[];
  /** How many, at most 1,000: then there are more. */
  total: number;
  isCapped: boolean;
  cursor: string | null;
}

/** Why names and addresses of one customer are shown; kept in the log. */
export class CustomerReveal {
  @Text(500) reason!: string;
}

/** The layer over what was imported. Null takes a correction away, and the imported value shows again. */
export class CustomerCorrection {
  @LeftOut() @OrNull() @FreeText(200) name?: string | null;
  @LeftOut() @OrNull() @FreeText(200) kana?: string | null;
  @LeftOut() @OrNull() @FreeText(320) email?: string | null;
  @LeftOut() @OrNull() @FreeText(50) phone?: string | null;
  @LeftOut() @OrNull() @FreeText(20) postalCode?: string | null;
  @LeftOut() @OrNull() @FreeText(1000) address?: string | null;
  @LeftOut() @OrNull() @OneOf(customerStatuses) status?: CustomerStatus | null;
  @Text(2000) reason!: string;
}

/** Accounts that are one person. */
export class PersonLink {
  @Ids(50) customerIds!: string[];
  @Text(2000) reason!: string;
}

/** Takes an account out of its person again. */
export class PersonUnlink {
  @Text(2000) reason!: string;
}

/** The accounts of one person. */
export interface LinkedPerson {
  personId: string;
  customers: Customer[];
}

/** Takes customers along as a file, as they are: why, and of which base. */
export class CustomerExport {
  @LeftOut() @OrNull() @Line(50) memberBaseId?: string | null;
  @Text(500) reason!: string;
}

/** Accounts that may be one person, and what they share. */
export interface PersonSuggestion {
  /** The account that was there first. */
  id: string;
  customers: Customer[];
  shares: ("name" | "kana" | "email" | "phone" | "address")[];
}

export interface Purchase {
  id: string;
  orderNo: string;
  site: { code: string; name: { ja: string; en: string } };
  method: PaymentMethod;
  status: OrderStatus;
  paidAt: string | null;
  last4: string;
  brand: string;
}

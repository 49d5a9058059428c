import { dataItems, type DataItem } from "./incidents.js";
import { orderStatuses, type OrderStatus } from "./imports.js";
import { paymentMethods, type PaymentMethod } from "./payment-methods.js";
import {
  CalendarDay,
  FreeText,
  Id,
  Ids,
  Instant,
  LeftOut,
  Line,
  Lines,
  Nested,
  OneOf,
  OneOrMoreOf,
  OrNull,
  SomeOf,
  Text,
} from "./rules.js";
import type { Bilingual } from "./language.js";

/** What an exposure chooses among. */
export const exposureSubjects = ["purchases", "customers"] as const;
export type ExposureSubject = (typeof exposureSubjects)[number];

/**
 * One path by which data leaked. Both ends of its window are inclusive in its zone: a day from its first to its last
 * instant, a minute (`fromAt`, `untilAt`) to its end; null is open. Of purchases the moment is when they were paid, of
 * customers the day they registered. An empty list of bases, sites or methods means all of them.
 */
export interface Exposure {
  id: string;
  version: number;
  incidentId: string;
  no: number;
  name: string;
  vector: string;
  subject: ExposureSubject;
  zone: string;
  fromOn: string | null;
  fromAt: string | null;
  untilOn: string | null;
  untilAt: string | null;
  memberBaseIds: string[];
  siteIds: string[];
  methods: PaymentMethod[];
  statuses: OrderStatus[];
  /** Only what stands on this list is affected; the rest of the window is told apart. */
  givenListId: string | null;
  dataItems: DataItem[];
  findingId: string | null;
  state: "current" | "withdrawn";
  withdrawalReason: string | null;
  createdAt: string;
  createdBy: { id: string; name: string } | null;
}

export class NewExposure {
  @Line(200) name!: string;
  @LeftOut() @FreeText(2000) vector?: string;
  @LeftOut() @OneOf(exposureSubjects) subject?: ExposureSubject;
  @LeftOut() @OrNull() @CalendarDay() fromOn?: string | null;
  @LeftOut() @OrNull() @Instant() fromAt?: string | null;
  @LeftOut() @OrNull() @CalendarDay() untilOn?: string | null;
  @LeftOut() @OrNull() @Instant() untilAt?: string | null;
  @LeftOut() @Ids(100) memberBaseIds?: string[];
  @LeftOut() @Ids(1000) siteIds?: string[];
  @LeftOut() @SomeOf(paymentMethods) methods?: PaymentMethod[];
  @LeftOut() @OneOrMoreOf(orderStatuses) statuses?: OrderStatus[];
  @LeftOut() @OrNull() @Id() givenListId?: string | null;
  @OneOrMoreOf(dataItems) dataItems!: DataItem[];
  @LeftOut() @OrNull() @Id() findingId?: string | null;
}

export class ExposureChange {
  @LeftOut() @Line(200) name?: string;
  @LeftOut() @FreeText(2000) vector?: string;
  @LeftOut() @OneOf(exposureSubjects) subject?: ExposureSubject;
  @LeftOut() @OrNull() @CalendarDay() fromOn?: string | null;
  @LeftOut() @OrNull() @Instant() fromAt?: string | null;
  @LeftOut() @OrNull() @CalendarDay() untilOn?: string | null;
  @LeftOut() @OrNull() @Instant() untilAt?: string | null;
  @LeftOut() @Ids(100) memberBaseIds?: string[];
  @LeftOut() @Ids(1000) siteIds?: string[];
  @LeftOut() @SomeOf(paymentMethods) methods?: PaymentMethod[];
  @LeftOut() @OneOrMoreOf(orderStatuses) statuses?: OrderStatus[];
  @LeftOut() @OrNull() @Id() givenListId?: string | null;
  @LeftOut() @OneOrMoreOf(dataItems) dataItems?: DataItem[];
  @LeftOut() @OrNull() @Id() findingId?: string | null;
  @Text(2000) reason!: string;
}

export class ExposureWithdrawal {
  @Text(2000) reason!: string;
}

/** What the keys of a list are. */
export const givenListKinds = ["customers", "orders", "transactions"] as const;
export type GivenListKind = (typeof givenListKinds)[number];

/** Ids that a forensic firm or a processor gave, with who gave them and the hash of the file. */
export interface GivenList {
  id: string;
  version: number;
  incidentId: string;
  no: number;
  name: string;
  kind: GivenListKind;
  memberBaseId: string | null;
  giverId: string;
  giver: { officialName: Bilingual; shortName: Bilingual | null };
  receivedOn: string;
  fileName: string;
  sha256: string;
  items: number;
  withdrawalReason: string | null;
  createdAt: string;
}

/** Blank ids and repetitions are passed over. Longer lists by the command line. */
export class NewGivenList {
  @Line(200) name!: string;
  @OneOf(givenListKinds) kind!: GivenListKind;
  /** Of ids of customers: whose. The only base where nothing is said. */
  @LeftOut() @OrNull() @Id() memberBaseId?: string | null;
  @Id() giverId!: string;
  @CalendarDay() receivedOn!: string;
  @Line(255) fileName!: string;
  @Lines(200_000, 200) ids!: string[];
}

export class GivenListWithdrawal {
  @Text(2000) reason!: string;
}

/** A given list in a file of the command line: the giver by name, the base by its code. */
export class GivenListFile {
  @Line(200) name!: string;
  @OneOf(givenListKinds) kind!: GivenListKind;
  @LeftOut() @OrNull() @Line(50) memberBase?: string | null;
  @Line(200) giver!: string;
  @CalendarDay() receivedOn!: string;
  @Lines(10_000_000, 200) ids!: string[];
}

/** An exposure in a file of the command line: sites and member bases by their codes. */
export class ExposureFile {
  @Line(200) name!: string;
  @LeftOut() @FreeText(2000) vector?: string;
  @LeftOut() @OneOf(exposureSubjects) subject?: ExposureSubject;
  @LeftOut() @OrNull() @CalendarDay() fromOn?: string | null;
  @LeftOut() @OrNull() @Instant() fromAt?: string | null;
  @LeftOut() @OrNull() @CalendarDay() untilOn?: string | null;
  @LeftOut() @OrNull() @Instant() untilAt?: string | null;
  @LeftOut() @Lines(100, 50) memberBases?: string[];
  @LeftOut() @Lines(1000, 100) sites?: string[];
  @LeftOut() @SomeOf(paymentMethods) methods?: PaymentMethod[];
  @LeftOut() @OneOrMoreOf(orderStatuses) statuses?: OrderStatus[];
  @LeftOut() @SomeOf(dataItems) dataItems?: DataItem[];
  @LeftOut()
  @OrNull()
  @Nested(() => GivenListFile)
  givenList?: GivenListFile | null;
}

import type { Bilingual } from "./language.js";
import {
  BlankAsNull,
  BothLanguages,
  CalendarDay,
  LeftOut,
  OneOf,
  OrNull,
  StringAsBilingual,
  Text,
} from "./rules.js";

export const sentMessageKinds = ["mail", "letter", "phone"] as const;
export type SentMessageKind = (typeof sentMessageKinds)[number];

/** A message we really send, so that impostors can be told apart. */
export interface SentMessage {
  id: string;
  version: number;
  incidentId: string;
  kind: SentMessageKind;
  /** The name and address, or number, it comes from. */
  sender: Bilingual;
  subject: Bilingual | null;
  looksLike: Bilingual;
  fromOn: string;
  untilOn: string | null;
  withdrawalReason: string | null;
  createdAt: string;
  createdBy: { id: string; name: string } | null;
}

export class NewSentMessage {
  @OneOf(sentMessageKinds) kind!: SentMessageKind;
  @StringAsBilingual() @BothLanguages(300) sender!: Bilingual;
  @LeftOut()
  @OrNull()
  @BlankAsNull()
  @StringAsBilingual()
  @BothLanguages(300)
  subject?: Bilingual | null;
  @StringAsBilingual() @BothLanguages(2000) looksLike!: Bilingual;
  @CalendarDay() fromOn!: string;
  @LeftOut() @OrNull() @CalendarDay() untilOn?: string | null;
}

export class SentMessageChange {
  @LeftOut() @OneOf(sentMessageKinds) kind?: SentMessageKind;
  @LeftOut() @StringAsBilingual() @BothLanguages(300) sender?: Bilingual;
  @LeftOut()
  @OrNull()
  @BlankAsNull()
  @StringAsBilingual()
  @BothLanguages(300)
  subject?: Bilingual | null;
  @LeftOut() @StringAsBilingual() @BothLanguages(2000) looksLike?: Bilingual;
  @LeftOut() @CalendarDay() fromOn?: string;
  @LeftOut() @OrNull() @CalendarDay() untilOn?: string | null;
  @Text(2000) reason!: string;
}

export class SentMessageWithdrawal {
  @Text(2000) reason!: string;
}

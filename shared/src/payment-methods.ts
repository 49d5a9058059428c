/** Ways to pay. */
export const paymentMethods = [
  "card",
  "convenience_store",
  "bank_transfer",
  "cash_on_delivery",
  "carrier_billing",
  "wallet",
  "pay_later",
  "points",
  "other",
] as const;
export type PaymentMethod = (typeof paymentMethods)[number];

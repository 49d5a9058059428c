import type { PartyRole } from "@keii/shared";

/** Bodies one reports to; others are offered behind them. */
export const authorityRoles: readonly PartyRole[] = [
  "privacy_commission",
  "police",
  "ministry",
  "cert",
  "association",
  "card_brand",
  "insurer",
];

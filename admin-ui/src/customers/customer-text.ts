import type { Customer } from "@keii/shared";

/** Postal code and address, where there are any. */
export function addressOf({ postalCode, address }: Customer): string {
  return [postalCode && `〒${postalCode}`, address].filter(Boolean).join(" ");
}

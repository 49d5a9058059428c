import { checkSign, codeAlphabet, normalCode } from "./verification-code.js";

/** The receipt number of an inquiry as it was printed, Q-XXXX-XXXX, however it is typed; null where it cannot be one. */
export function inquiryReceipt(typed: string): string | null {
  const signs = normalCode(typed).replace(/^Q(?=.{8}$)/, "");
  if (signs.length !== 8) return null;
  if (![...signs].every((sign) => codeAlphabet.includes(sign))) return null;
  if (checkSign(signs.slice(0, 7)) !== signs[7]) return null;
  return `Q-${signs.slice(0, 4)}-${signs.slice(4)}`;
}

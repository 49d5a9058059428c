import { TextInput, useTranslate } from "react-admin";
import { useWatch } from "react-hook-form";
import { isCorporateNumber } from "@keii/shared";

/** Thirteen digits; whether the check digit agrees is said while one types. */
export function CorporateNumberInput({ source }: { source: string }) {
  const translate = useTranslate();
  const typed = useWatch({ name: source }) as string | null | undefined;
  return (
    <TextInput
      source={source}
      parse={digitsOf}
      helperText={translate(...remarkOn(typed ?? ""))}
      slotProps={{ htmlInput: { inputMode: "numeric", autoComplete: "off" } }}
    />
  );
}

/** The digits of what was typed or pasted, full-width ones and dashes included; null where there are none. */
export function digitsOf(text: string): string | null {
  const digits = text.normalize("NFKC").replace(/\D/g, "");
  return digits === "" ? null : digits;
}

/** What to say about a number as far as it has been typed: a message key and its values. */
export function remarkOn(digits: string): [string, { count: number }] {
  const count = digits.length;
  if (count === 0) return ["organisation.hint.corporateNumber", { count }];
  if (count !== 13) return ["organisation.number.length", { count }];
  return [
    isCorporateNumber(digits)
      ? "organisation.number.right"
      : "organisation.number.wrong",
    { count },
  ];
}

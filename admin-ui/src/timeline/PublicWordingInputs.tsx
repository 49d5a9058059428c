import { TextField } from "@mui/material";
import { useTranslate } from "react-admin";
import { useController } from "react-hook-form";
import type { Bilingual } from "@keii/shared";

/** How the public report says it, in either language; empty on both sides, there is no wording of its own. */
export function PublicWordingInputs({ source }: { source: string }) {
  const translate = useTranslate();
  const { field } = useController<Record<string, Bilingual | null>>({
    name: source,
    defaultValue: null,
  });
  const value = field.value;
  const { ja, en } = { ja: value?.ja ?? "", en: value?.en ?? "" };
  const change = (next: Bilingual) =>
    field.onChange(next.ja === "" && next.en === "" ? null : next);
  return (
    <>
      <TextField
        label={translate("timeline.column.publicWordingJa")}
        value={ja}
        multiline
        minRows={2}
        helperText={translate("timeline.publicWordingHint")}
        onChange={(event) => change({ ja: event.target.value, en })}
      />
      <TextField
        label={translate("timeline.column.publicWordingEn")}
        value={en}
        multiline
        minRows={2}
        slotProps={{ htmlInput: { lang: "en" } }}
        onChange={(event) => change({ ja, en: event.target.value })}
      />
    </>
  );
}

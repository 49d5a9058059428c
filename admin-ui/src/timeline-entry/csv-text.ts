/**
 * The text of a CSV file: UTF-8 with or without its mark, or Windows-31J as Excel writes it in Japan, told apart by
 * whether the bytes are UTF-8 at all.
 */
export async function readCsvText(file: Blob): Promise<string> {
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("shift_jis").decode(bytes);
  }
}

import { extractText, getDocumentProxy } from "unpdf";

/**
 * All words of a PDF file without white space, so that breaks of lines and pages do not matter: what stands at the head
 * and foot of every page is taken off first, for it would part a text that goes on overleaf.
 */
export async function paperText(file: Uint8Array): Promise<string> {
  const { text } = await extractText(await getDocumentProxy(file), {
    mergePages: false,
  });
  const pages = text.map((page, n) => {
    const words = bare(page);
    const number = `${n + 1}/${text.length}`;
    if (!words.endsWith(number))
      throw new Error(`page ${n + 1} does not end in its number`);
    return words.slice(0, -number.length);
  });
  const head = commonEnd(pages);
  return pages.map((page) => page.slice(0, page.length - head)).join("");
}

/** A text as it is compared: white space does not count. */
export function bare(text: string): string {
  return text.replace(/\s+/g, "");
}

/** How many characters all texts end in alike; nothing where there is one only. */
function commonEnd([first = "", ...others]: readonly string[]): number {
  if (others.length === 0) return 0;
  let length = 0;
  while (
    length < first.length &&
    others.every((one) => one.at(-length - 1) === first.at(-length - 1))
  )
    length++;
  return length;
}

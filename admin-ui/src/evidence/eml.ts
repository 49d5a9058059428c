import PostalMime from "postal-mime";
import { dayOf, type Learned } from "@keii/shared";

/** What the head of a mail says of it. */
export interface MailHead {
  subject: string;
  /** Name and address, as text. */
  from: string;
  /** When it was sent, by its own word, to the minute. */
  sent: Learned | null;
}

/** A head longer than this is none that a mail program wrote. */
const longestHead = 512 * 1024;

export function isMail({ name, type }: File): boolean {
  return /\.eml$/i.test(name) || type === "message/rfc822";
}

/** Reads the head of a mail. What it carries, its HTML above all, is neither parsed nor shown. */
export async function readMailHead(
  file: Blob,
  zone: string,
): Promise<MailHead> {
  const { subject, from, date } = await PostalMime.parse(await headOf(file));
  const { name, address } = from ?? { name: "" };
  return {
    subject: oneLine(subject),
    from: oneLine([name, address && `<${address}>`].filter(Boolean).join(" ")),
    sent: momentOf(date, zone),
  };
}

/** The bytes up to the first empty line. */
async function headOf(file: Blob): Promise<ArrayBuffer> {
  const bytes = new Uint8Array(await file.slice(0, longestHead).arrayBuffer());
  const isLineEnd = (at: number) => bytes[at] === 10;
  const end = bytes.findIndex(
    (_, at) =>
      isLineEnd(at) &&
      (isLineEnd(at + 1) || (bytes[at + 1] === 13 && isLineEnd(at + 2))),
  );
  return bytes.slice(0, end === -1 ? bytes.length : end + 1).buffer;
}

function oneLine(text: string | undefined): string {
  return (text ?? "").replace(/[\s\p{Cc}]+/gu, " ").trim();
}

function momentOf(date: string | undefined, zone: string): Learned | null {
  const at = new Date(date ?? "");
  if (Number.isNaN(at.getTime())) return null;
  at.setUTCSeconds(0, 0);
  const text = at.toISOString();
  return { on: dayOf(text, zone), at: text };
}

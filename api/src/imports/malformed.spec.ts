import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateRawSync, gzipSync } from "node:zlib";
import { importsOf } from "@keii/api/operator/import-command";
import { toWindows31j } from "@keii/api/operator/generator/windows-31j";
import { systemActor } from "@keii/api/platform/database/actor";
import type { ImportEncoding, Incident } from "@keii/shared";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startApp, type TestApp } from "../../../test/support/app.js";
import { anIncident, aPerson } from "../../../test/support/people.js";
import { Random } from "../../../test/support/random.js";

let app: TestApp;
let incident: Incident;
let folder: string;

beforeAll(async () => {
  app = await startApp();
  incident = await anIncident(await aPerson(app));
  folder = await mkdtemp(join(tmpdir(), "keii-malformed-"));
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

type Content = string | Uint8Array;
interface Case {
  make: () => Content;
  /** `refused PROBLEM LINE`, or the customers it brings and what it rejects, as `1 2 | 4:columns`. */
  expected: string;
  encoding?: ImportEncoding;
}
const cases = new Map<string, Case>();

function on(
  name: string,
  content: Content | (() => Content),
  expected: string,
  encoding?: ImportEncoding,
): void {
  if (cases.has(name)) throw new Error(`twice: ${name}`);
  const make = typeof content === "function" ? content : () => content;
  cases.set(name, { make, expected, ...(encoding && { encoding }) });
}

const header = "会員ID,氏名\n";
const plain = "customer id,name\n";
const bytes = (...parts: (string | number[] | Uint8Array)[]): Buffer =>
  Buffer.concat(
    parts.map((part) =>
      typeof part === "string" ? Buffer.from(part) : Buffer.from(part),
    ),
  );
const sjis = (text: string) => Buffer.from(toWindows31j(text));
const eucTanaka = [0xc5, 0xc4, 0xc3, 0xe6];
/** More than the head that the encoding is told by. */
const longRow = `9,${"x".repeat(198)}\n`;
const longLines = 1_500;
const long = () => longRow.repeat(longLines);

// Characters cut off, at the end and within.
for (const [character, name] of [
  ["é", "two"],
  ["田", "three"],
  ["𠮷", "four"],
] as const) {
  const whole = Buffer.from(character);
  for (let left = 1; left < whole.length; left++) {
    const part = whole.subarray(0, left);
    on(
      `UTF-8: ${left} of ${name} bytes at the end`,
      bytes(header, "1,田\n2,", part),
      "refused encoding 3",
    );
    on(
      `UTF-8: ${left} of ${name} bytes before a comma`,
      bytes("氏名,会員ID\n", "田,1\n", part, ",2\n"),
      "refused encoding 3",
    );
    on(
      `UTF-8: ${left} of ${name} bytes within quotes`,
      bytes(header, '1,"田', part, '"\n2,田\n'),
      "refused encoding 2",
    );
    on(
      `UTF-8: ${left} of ${name} bytes far behind the head`,
      () => bytes(header, long(), "8,", part, "\n"),
      `refused encoding ${longLines + 2}`,
    );
  }
}
for (const [what, wrong] of [
  ["a byte that continues nothing", [0xb0]],
  ["an overlong slash", [0xc0, 0xaf]],
  ["an overlong NUL", [0xc0, 0x80]],
  ["half of a surrogate pair", [0xed, 0xa0, 0x80]],
  ["a character beyond the last", [0xf5, 0x80, 0x80, 0x80]],
  ["a sequence of five", [0xf8, 0x88, 0x80, 0x80, 0x80]],
  ["the byte FE", [0xfe]],
  ["the byte FF", [0xff]],
] as const)
  on(
    `UTF-8: ${what}`,
    bytes(header, "1,田中\n2,", [...wrong], "\n3,鈴木\n"),
    "refused encoding 3",
  );
for (const [what, wrong] of [
  ["half a character at the end", [0x93]],
  ["half a character before a line end", [0x93, 0x0a]],
  ["half a character before a comma", [0x93, 0x2c, 0x0a]],
  ["half a character before a quote", [0x93, 0x22, 0x0a]],
  ["half a character before a digit", [0x93, 0x31, 0x0a]],
  ["the byte A0", [0xa0, 0x0a]],
  ["the byte FD", [0xfd, 0x0a]],
  ["the byte FF", [0xff, 0x0a]],
  ["a place of the table that is empty", [0x85, 0x40, 0x0a]],
  ["a trail byte that there is not", [0x93, 0x7f, 0x0a]],
] as const) {
  on(
    `Windows-31J: ${what}`,
    bytes(sjis(header + "1,田中\n2,"), [...wrong]),
    "refused encoding 3",
  );
  on(
    `Windows-31J: ${what}, far behind the head`,
    () => bytes(sjis(`${header}1,田中\n`), long(), "2,", [...wrong]),
    `refused encoding ${longLines + 3}`,
  );
}
on(
  "Windows-31J: characters of NEC and IBM, and one of the maker's own",
  bytes(sjis(header), "1,", [0x87, 0x40, 0xfb, 0xfc, 0xf0, 0x40], "\n"),
  "1",
);
on(
  "Windows-31J: a second byte that looks like a backslash",
  sjis(header + "1,表示\n2,ソ能\n"),
  "1 2",
);
on(
  "Windows-31J: a second byte that looks like a bar",
  sjis(header + "1,ポ―|\n"),
  "1",
);

// Encodings that are mixed, or others.
on(
  "UTF-8 at the head, Windows-31J behind",
  bytes(header, "1,田中\n", "2,", sjis("鈴木\n")),
  "refused encoding 3",
);
on(
  "UTF-8 at the head, Windows-31J far behind",
  () => bytes(header, long(), "8,", sjis("鈴木\n")),
  `refused encoding ${longLines + 2}`,
);
on(
  "Windows-31J at the head, UTF-8 far behind",
  () => bytes(sjis(header), long(), "8,", "鈴木一\n"),
  `refused encoding ${longLines + 2}`,
);
on(
  "ASCII for long, then UTF-8",
  () => bytes(plain, long(), "8,鈴木\n"),
  `8 9 | ${longLines - 1} the same`,
);
on(
  "ASCII for long, then Windows-31J",
  () => bytes(plain, long(), "8,", sjis("鈴木\n")),
  `8 9 | ${longLines - 1} the same`,
);
on(
  "ASCII for long, then what is neither",
  () => bytes(plain, long(), "8,", [0xff, 0xfe], "\n"),
  `refused encoding ${longLines + 2}`,
);
on(
  "EUC-JP",
  bytes("customer id,name\n1,", eucTanaka, "\n"),
  "refused encoding 2",
);
on(
  "EUC-JP with kana",
  bytes("customer id,name\n1,", [0xa5, 0xbf, 0xa5, 0xca], "\n"),
  "refused encoding null",
);
on(
  "ISO-2022-JP",
  bytes("customer id,name\n1,\u001b$BEDCf\u001b(B\n"),
  "refused encoding null",
);
on(
  "UTF-8 that was said to be Windows-31J",
  bytes(header, "1,田中\n2,鈴木\n"),
  "refused columnsNeeded null",
  "windows-31j",
);
on(
  "Windows-31J that was said to be UTF-8",
  sjis(header + "1,田中\n"),
  "refused encoding 1",
  "utf-8",
);
on(
  "half-width katakana alone, said to be Windows-31J",
  bytes(plain, "1,", [0xd4, 0xcf, 0xc0, 0xde], "\n"),
  "1",
  "windows-31j",
);
on(
  "half-width katakana",
  bytes(sjis(header + "1,"), [0xd4, 0xcf, 0xc0, 0xde], "\n"),
  "1",
);
for (const [name, mark, isBig] of [
  ["little-endian", true, false],
  ["big-endian", true, true],
  ["little-endian, unmarked", false, false],
  ["big-endian, unmarked", false, true],
] as const) {
  const text = Buffer.from(
    `${mark ? "\ufeff" : ""}${header}1,田中\n`,
    "utf16le",
  );
  on(
    `UTF-16, ${name}`,
    isBig ? Buffer.from(text).swap16() : text,
    "refused notText null",
  );
}
on("UTF-32", bytes([0xff, 0xfe, 0, 0, 0x31, 0, 0, 0]), "refused notText null");
on("a mark of UTF-8", `\ufeff${header}1,田中\n`, "1");
on("two marks of UTF-8", `\ufeff\ufeff${header}1,田中\n`, "1");
on(
  "a mark of UTF-8 before a quoted header",
  `\ufeff"会員ID","氏名"\n1,a\n`,
  "1",
);
on("a mark of UTF-8 and nothing else", "\ufeff", "refused noRows null");
on(
  "a mark of UTF-8 before Windows-31J",
  bytes("\ufeff", sjis(header + "1,田中\n")),
  "refused encoding 1",
);

// Nothing, or nearly.
on("nothing", "", "refused noRows null");
on("a blank", " ", "refused noRows null");
on("line ends", "\n\n\r\n\r", "refused noRows null");
on("a header alone", header, "refused noRows null");
on("a header without a line end", "会員ID,氏名", "refused noRows null");
on("a header and blank lines", `${header}\n\n\n`, "refused noRows null");
on("blank lines before the header", `\n\n${header}1,a\n`, "1");
on("blank lines between rows", `${header}\n1,a\n\n\n2,b\n`, "1 2");
on("no line end at the end", `${header}1,a`, "1");
on("one character", "x", "refused columnsNeeded null");
on("commas", ",,,,\n,,,,\n", "refused columnsNeeded null");
on("rows of commas", `${header},\n,\n`, " | 2:empty 3:empty");
on("rows of blanks", `${header} , \n1,a\n`, "1 | 2:empty");
on("a wide blank", `${header}\u3000,\u3000\n1,a\n`, "1 | 2:empty");
on("a comma alone", ",", "refused columnsNeeded null");

// NULs and other characters that are no text.
on("NULs at the head", `${header}\0\0\0`, "refused notText null");
on("a NUL in a cell at the head", `${header}1,a\0b\n`, "refused notText null");
on("NULs alone", Buffer.alloc(1_000), "refused notText null");
on(
  "a NUL far behind",
  () => `${header}${long()}8,a\0b\n7,c\n`,
  `7 9 | ${longLines + 2}:control ${longLines - 1} the same`,
);
on(
  "NULs that fill the end",
  () => `${header}${long()}${"\0".repeat(5_000)}`,
  `9 | ${longLines + 2}:columns ${longLines - 1} the same`,
);
for (const [code, expected] of [
  [0x01, "control"],
  [0x07, "control"],
  [0x08, "control"],
  [0x0b, "control"],
  [0x0c, "control"],
  [0x1a, "control"],
  [0x1b, "control"],
  [0x1f, "control"],
  [0x7f, "control"],
] as const)
  on(
    `the character ${code.toString(16)} in a cell`,
    `${header}1,a${String.fromCharCode(code)}b\n2,c\n`,
    `2 | 2:${expected}`,
  );
on("an end of file of old systems", `${header}1,a\n\u001a`, "1 | 3:columns");
on("a line end of mainframes in a cell", `${header}1,a\u0085b\n`, "1");
on("a line separator in a cell", `${header}1,a\u2028b\n`, "1");
on("a right-to-left mark in a cell", `${header}1,\u202eab\n`, "1");
on("a character that is none", `${header}1,\uffff\n2,\ufffd\n`, "1 2");
on("a tab in a cell", `${header}1,a\tb\n`, "1");

// Quotes.
on(
  "a quote never closed in the header",
  '会員ID,"氏名\n1,a\n',
  "refused quote 1",
);
on(
  "a quote never closed in the first row",
  `${header}1,"a\n2,b\n`,
  "refused quote 2",
);
on(
  "a quote never closed in the last row",
  `${header}1,a\n2,"b`,
  "refused quote 3",
);
on(
  "a quote never closed, far on",
  () => `${header}1,a\n2,"${"b\n".repeat(600_000)}`,
  "refused lineTooLong 3",
);
on("a quote at the end", `${header}1,a\n2,"`, "refused quote 3");
on("a quote alone", '"', "refused quote 1");
on("a quote alone in a row", `${header}"\n`, "refused quote 2");
on("two quotes", '""', "refused noRows null");
on("three quotes", '"""', "refused quote 1");
on("a quote within a cell", `${header}1,a"b\n`, "refused quote 2");
on("text behind a quote", `${header}1,"a"b\n`, "refused quote 2");
on("a blank behind a quote", `${header}1,"a" \n`, "refused quote 2");
on("a blank before a quote", `${header}1, "a"\n`, "refused quote 2");
on("quotes of typographers", `${header}1,“a”\n2,「b」\n`, "1 2");
on("single quotes", `${header}1,'a,b'\n`, " | 2:columns");
on("a backslash before a quote", `${header}1,"a\\"b"\n`, "refused quote 2");
on("quotes doubled", `${header}"1","a ""b"" c"\n`, "1");
on("a cell of quotes alone", `${header}1,""""\n`, "1");
on(
  "line ends within quotes",
  `${header}1,"a\r\nb\rc\nd"\n2\n`,
  "1 | 6:columns",
);
on("commas within quotes", `${header}1,"a,b,c"\n`, "1");
on(
  "an odd quote after ten lines of quotes",
  `${header}${'1,"a\nb"\n'.repeat(5)}2,c"\n`,
  "refused quote 12",
);

// Lines.
on("carriage returns alone", "会員ID,氏名\r1,a\r2,b\r", "1 2");
on(
  "all kinds of line ends",
  "会員ID,氏名\r\n1,a\n2,b\r3,c\r\n\r\n4,d",
  "1 2 3 4",
);
on(
  "line feeds before carriage returns",
  "会員ID,氏名\n\r1,a\n\r2\n",
  "1 | 5:columns",
);
on(
  "a line of 2 MB",
  () => `${header}1,a\n2,${"b".repeat(2_000_000)}\n`,
  "refused lineTooLong 3",
);
on(
  "a quoted cell of 2 MB",
  () => `${header}1,a\n2,"${"b\n".repeat(1_000_000)}"\n`,
  "refused lineTooLong 3",
);
on("a header of 2 MB", () => "a".repeat(2_000_000), "refused lineTooLong 1");
on(
  "a line of 900 KB",
  () => `${header}1,a\n2,${"b".repeat(900_000)}\n`,
  "1 | 3:tooLong",
);
on(
  "300,000 blank lines",
  () => `${header}1,a\n${"\n".repeat(300_000)}2,b\n`,
  "1 2",
);

// Columns.
on(
  "10,000 columns",
  () => `会員ID${",x".repeat(10_000)}\n1\n`,
  "refused tooManyColumns 1",
);
on(
  "1,001 columns",
  () => `会員ID${",x".repeat(1_000)}\n1\n`,
  "refused tooManyColumns 1",
);
on(
  "1,000 columns",
  () => `会員ID${",x".repeat(999)}\n1${",y".repeat(999)}\n`,
  "1",
);
on(
  "10,000 columns that are empty",
  () => `会員ID${",".repeat(10_000)}\n1${",".repeat(10_000)}\n`,
  "1",
);
on(
  "10,000 cells in a row",
  () => `${header}1${",x".repeat(9_999)}\n2,b\n`,
  "2 | 2:columns",
);
on("fewer cells than columns", `${header}1\n2,b\n`, "2 | 2:columns");
on("more cells than columns", `${header}1,a,b\n2,b\n`, "2 | 2:columns");
on("empty cells too many", `${header}1,a,,,\n`, "1");
on(
  "each row of another width",
  `${header}1,a\n2\n3,c,d\n4,e\n5,f,,\n`,
  "1 4 5 | 3:columns 4:columns",
);
on("a header twice", `${header}1,a\n${header}2,b\n`, "1 2 | 3:header");
on(
  "a header twice, in quotes",
  `${header}1,a\n"会員ID"," 氏名 "\n`,
  "1 | 3:header",
);
on("two columns of one header", "会員ID,氏名,氏名\n1,a,b\n", "1");
on("two columns of one meaning", "会員ID,会員番号\n1,2\n", "1");
on("no header", "1,a\n2,b\n", "refused columnsNeeded null");
on("headers in full width", "ｃｕｓｔｏｍｅｒ　ｉｄ,ＮＡＭＥ\n1,a\n", "1");
on("headers with line ends", '"会員\nID","氏\n名"\n1,a\n2\n', "1 | 5:columns");
on(
  "a title before the header",
  `顧客一覧\n${header}1,a\n`,
  "refused columnsNeeded null",
);
on("tabs", "会員ID\t氏名\n1\ta,b\n", "1");
on("semicolons", "会員ID;氏名\n1;a,b\n", "1");
on("bars", "会員ID|氏名\n1|a\n", "refused columnsNeeded null");
on("blanks", "会員ID 氏名\n1 a\n", "refused columnsNeeded null");
on("tabs, then commas", "会員ID\t氏名\n1,a\n", " | 2:columns");
on(
  "a line that says which delimiter",
  `sep=,\n${header}1,a\n`,
  "refused columnsNeeded null",
);

// Values.
on(
  "a customer number of 101 characters",
  `${header}${"1".repeat(60)}${"a".repeat(41)},a\n2,b\n`,
  "2 | 2:tooLong",
);
on(
  "a name of 10,000 characters",
  `${header}1,${"長".repeat(10_000)}\n2,b\n`,
  "2 | 2:tooLong",
);
on(
  "a name of a hundred thousand marks",
  () => `${header}1,a${"\u0301".repeat(100_000)}\n2,b\n`,
  "2 | 2:tooLong",
);
on(
  "ligatures that unfold",
  `${header}${"\ufdfa".repeat(90)},a\n2,b\n`,
  "2 | 2:tooLong",
);
on(
  "days that there are not",
  "会員ID,登録日\n1,2016/13/01\n2,2016-02-30\n3,昨日\n4,42587\n5,2015/2/29\n6,2016/2/29\n",
  "6 | 2:badDay 3:badDay 4:badDay 5:badDay 6:badDay",
);
on(
  "days of nothing",
  "会員ID,登録日\n1,0000-00-00\n2,\n3,-\n",
  "1 2 | 4:badDay",
);
on(
  "years far off",
  "会員ID,登録日\n1,9999/12/31\n2,0016/08/05\n3,20160805\n4,１６/8/5\n",
  "3 | 2:badDay 3:badDay 5:badDay",
);
on(
  "formulas",
  `${header}1,=1+1\n2,"=cmd|' /C calc'!A0"\n3,@x\n4,+81\n`,
  "1 2 3 4",
);
on("text that is SQL", `${header}1,'; drop table customer; --\n`, "1");
on(
  "text that is a COPY's own",
  `${header}1,\\N\n2,\\.\n3,a\\tb\n\\.,d\n`,
  "1 2 3 \\.",
);
on(
  "text of an array's own",
  '会員ID,メールアドレス\n1,"{a,""b""}"\n2,\\\n3,NULL\n',
  "1 2 3",
);
on(
  "one number a thousand times",
  () => `${header}${"1,a\n".repeat(1_000)}`,
  "1 | 999 the same",
);
on(
  "one number with other names",
  `${header}1,a\n1,b\n１,a\n１,c\n`,
  "1 | 3:twice 5:twice 1 the same",
);
on(
  "a status nobody knows",
  "会員ID,状態\n1,謎\n2,会員\n",
  "refused wordsUnknown null",
);
on(
  "60,000 statuses nobody knows",
  () =>
    `会員ID,状態\n${Array.from({ length: 60_000 }, (_, at) => `${at},謎${at}`).join("\n")}\n`,
  "refused wordsUnknown null",
);
on(
  "a status with a card number in it",
  "会員ID,状態\n1,4111111111111111\n2,会員\n",
  "2 | 2:cardNumber",
);
on("a card number as a header", "会員ID,4111111111111111\n1,a\n", "1");

// Other kinds of files.
on(
  "a workbook",
  bytes("PK\u0003\u0004", deflateRawSync("<worksheet/>")),
  "refused notText null",
);
on(
  "an empty archive",
  bytes("PK\u0005\u0006", Buffer.alloc(18)),
  "refused notText null",
);
on(
  "an old workbook",
  bytes([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]),
  "refused notText null",
);
on("a PDF", "%PDF-1.7\n1 0 obj\n", "refused notText null");
on(
  "a picture",
  bytes([0x89], "PNG\r\n\u001a\n\0\0\0\rIHDR"),
  "refused notText null",
);
on(
  "a photograph",
  bytes([0xff, 0xd8, 0xff, 0xe0, 0, 0x10], "JFIF"),
  "refused notText null",
);
on(
  "a program",
  bytes([0x7f], "ELF\u0002\u0001\u0001\0\0"),
  "refused notText null",
);
on(
  "a program of Windows",
  bytes("MZ", [0x90, 0, 3, 0]),
  "refused notText null",
);
on(
  "a tar",
  bytes("customers.csv", Buffer.alloc(500), "ustar"),
  "refused notText null",
);
on(
  "bzip2",
  bytes("BZh91AY&SY", [0xd1, 0xf9, 0xff, 0xff]),
  "refused encoding 1",
);
on("xz", bytes([0xfd], "7zXZ\0"), "refused notText null");
on(
  "7-Zip",
  bytes("7z", [0xbc, 0xaf, 0x27, 0x1c, 0, 4]),
  "refused notText null",
);
on(
  "Zstandard",
  bytes([0x28, 0xb5, 0x2f, 0xfd, 0x04, 0x58]),
  "refused encoding 1",
);
on(
  "a page",
  "<!DOCTYPE html><table><tr><td>会員ID</td></tr></table>",
  "refused notText null",
);
on(
  "a page in capitals, after blank lines",
  "\r\n  <HTML><BODY>会員ID,氏名</BODY></HTML>",
  "refused notText null",
);
on("a page with a mark", "\ufeff<html>", "refused notText null");
on(
  "a table of a page",
  '<table border="1"><tr><th>会員ID</th></tr></table>',
  "refused notText null",
);
on(
  "a sign-in page",
  "<!-- login -->\n<html><form></form></html>",
  "refused notText null",
);
on("XML", '<?xml version="1.0"?><Workbook/>', "refused notText null");
on(
  "a page of another root",
  "<div>会員ID,氏名</div>\n",
  "refused columnsNeeded null",
);
on("JSON", '[{"会員ID":"1","氏名":"a"}]', "refused quote 1");
on("JSON, one a line", '{"会員ID":"1"}\n{"会員ID":"2"}\n', "refused quote 1");
on(
  "SQL",
  "INSERT INTO customer VALUES (1,'田中');\n",
  "refused columnsNeeded null",
);
on("rich text", "{\\rtf1\\ansi 会員ID,氏名}\n", "refused columnsNeeded null");
on(
  "a mail",
  "From: a@mail.example\nSubject: list\n\nbody\n",
  "refused columnsNeeded null",
);
on(
  "prose",
  "今日は良い天気です。\nそうですね、本当に。\n",
  "refused columnsNeeded null",
);
on(
  "Base64",
  () => `${Buffer.from(header).toString("base64")}\n`,
  "refused columnsNeeded null",
);
on(
  "an error of a database",
  "ERROR 1045 (28000): Access denied, for user\n",
  "refused columnsNeeded null",
);
for (let seed = 1; seed <= 6; seed++)
  on(
    `noise ${seed}`,
    () => {
      const random = new Random(seed);
      return Uint8Array.from({ length: 20_000 }, () => random.below(256));
    },
    "refused notText null",
  );
for (let seed = 7; seed <= 10; seed++)
  on(
    `noise ${seed}, without NULs`,
    () => {
      const random = new Random(seed);
      return Uint8Array.from({ length: 20_000 }, () => 1 + random.below(255));
    },
    "refused encoding *",
  );
for (let seed = 11; seed <= 16; seed++)
  on(
    `junk ${seed} behind a good row`,
    () => {
      const random = new Random(seed);
      return bytes(
        `${plain}1,a\n2,`,
        Array.from({ length: 5_000 }, () =>
          random.of([0x22, 0x2c, 0x0a, 0x0d, 0x09, 0x61, 0x5c]),
        ),
      );
    },
    "refused quote *",
  );

// gzip.
const good = `${header}1,田中\n2,鈴木\n`;
const packed = gzipSync(good);
on("gzip", packed, "1 2");
on("gzip of Windows-31J", gzipSync(sjis(good)), "1 2");
on("gzip in two members", bytes(gzipSync(header), gzipSync("1,a\n")), "1");
on("gzip of nothing", gzipSync(""), "refused noRows null");
on("gzip in gzip", gzipSync(packed), "refused notText null");
on("gzip of a workbook", gzipSync("PK\u0003\u0004"), "refused notText null");
on("gzip of a page", gzipSync("<html></html>"), "refused notText null");
on(
  "gzip of UTF-16",
  gzipSync(Buffer.from(`\ufeff${good}`, "utf16le")),
  "refused notText null",
);
on("the mark of gzip alone", bytes([0x1f, 0x8b]), "refused archive null");
for (const left of [
  3,
  9,
  10,
  11,
  20,
  packed.length - 9,
  packed.length - 8,
  packed.length - 4,
  packed.length - 1,
])
  on(
    `gzip cut off after ${left} of its bytes`,
    packed.subarray(0, left),
    "refused archive null",
  );
on(
  "gzip cut off far behind",
  () => {
    const random = new Random(5);
    const all = gzipSync(
      `${plain}${Array.from({ length: 60_000 }, () => `${random.below(1e9)},x`).join("\n")}`,
    );
    return all.subarray(0, all.length - 100);
  },
  "refused archive null",
);
for (const [what, at] of [
  ["method", 2],
  ["flags", 3],
  ["content", 14],
  ["check", packed.length - 6],
  ["length", packed.length - 2],
] as const)
  on(
    `gzip with a wrong ${what}`,
    () => {
      const wrong = Buffer.from(packed);
      wrong[at] = wrong[at]! ^ 0xff;
      return wrong;
    },
    "refused archive null",
  );
on("gzip with something behind it", bytes(packed, "\0\0\0\0"), "1 2");
on(
  "gzip that unfolds a thousandfold",
  () => gzipSync(Buffer.alloc(8_000_000, 0x61)),
  "refused unfoldsTooFar null",
);
on(
  "gzip of rows that unfold too far",
  () => gzipSync(`${plain}${"1,a\n".repeat(1_500_000)}`),
  "refused unfoldsTooFar null",
);
on(
  "gzip of members that unfold too far",
  () =>
    Buffer.concat(
      Array.from({ length: 40 }, () => gzipSync(Buffer.alloc(1_000_000, 0x0a))),
    ),
  "refused unfoldsTooFar null",
);

/** What came of a file, in the words of the table. */
async function outcomeOf(name: string, one: Case): Promise<string> {
  const path = join(folder, `${name.replace(/\W/g, "_").slice(0, 40)}.csv`);
  await writeFile(path, one.make());
  const batch = await importsOf(app.foundation).importFile(
    systemActor(),
    incident.id,
    {
      kind: "customers",
      path,
      memberBase: null,
      ...(one.encoding && { encoding: one.encoding }),
    },
  );
  await rm(path);
  const brought = await app.sql<{ no: string }>(
    "delete from customer where incident_id = $1 returning customer_no as no",
    [incident.id],
  );
  const rejects = await app.sql<{ line: number; reason: string }>(
    "select line, reason from import_reject where incident_id = $1 and batch_no = $2 and line > 0 order by line limit 20",
    [incident.id, batch.no],
  );
  if (batch.state === "refused") {
    expect(brought).toEqual([]);
    const { problem, line } = batch.outcome!;
    return `refused ${problem} ${line}`;
  }
  expect(batch.state).toBe("done");
  expect(batch.newRows).toBe(brought.length);
  expect(batch.rejectedRows).toBe(rejects.length);
  const rest = [
    ...rejects.map(({ line, reason }) => `${line}:${reason}`),
    ...(batch.sameRows > 0 ? [`${batch.sameRows} the same`] : []),
  ];
  const numbers = brought
    .map(({ no }) => no)
    .sort((a, b) => Number(a) - Number(b));
  return `${numbers.join(" ")}${rest.length > 0 ? ` | ${rest.join(" ")}` : ""}`;
}

describe(`${cases.size} malformed files: each is refused in plain words or brought in as it stands`, () => {
  test("there are at least 200 of them", () => {
    expect(cases.size).toBeGreaterThanOrEqual(200);
  });

  test.each([...cases])("%s", async (name, one) => {
    const outcome = await outcomeOf(name, one);
    if (one.expected.endsWith(" *"))
      expect(outcome).toMatch(new RegExp(`^${one.expected.slice(0, -1)}\\d+$`));
    else expect(outcome).toBe(one.expected);
  });
});

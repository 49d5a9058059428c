const longestBytes = 180;
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * A name as a file of any system may have it: what steers text invisibly (other directions, zero width), what parts
 * paths or hides a file is taken out; the ending stays when it is cut.
 */
export function safeFileName(name: string): string {
  const plain = name
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu, "")
    .replace(/[\\/:*?"<>|．／＼]/g, (sign) => (sign === "．" ? "." : "_"))
    .replace(/\s+/g, " ")
    .replace(/^[. ]+|[. ]+$/g, "");
  const named = reserved.test(plain) ? `_${plain}` : plain;
  return cut(named) || "file";
}

function cut(name: string): string {
  if (bytes(name) <= longestBytes) return name;
  const ending = /\.[^.]{1,20}$/.exec(name)?.[0] ?? "";
  let stem = [...name.slice(0, name.length - ending.length)];
  while (bytes(stem.join("")) > longestBytes - bytes(ending))
    stem = stem.slice(0, -1);
  return stem.join("") + ending;
}

function bytes(text: string): number {
  return new TextEncoder().encode(text).length;
}

import { isIP } from "node:net";

/** Under which tries of an address are counted: IPv4 as it is, also where it came mapped, IPv6 by its first 64 bits. */
export function networkOf(address: string): string {
  const plain = address.split("%")[0]!;
  if (isIP(plain) === 4) return plain;
  if (isIP(plain) !== 6) return "";
  const groups = groupsOf(plain);
  const isMapped =
    groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (isMapped) {
    const [high, low] = [groups[6]!, groups[7]!];
    return `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`;
  }
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(":")}::/64`;
}

/** As PostgreSQL takes it: an address without a scope, and one of nobody where there is none. */
export function plainAddress(address: string): string {
  const plain = address.split("%")[0]!;
  return isIP(plain) === 0 ? "0.0.0.0" : plain;
}

function groupsOf(address: string): number[] {
  const dotted = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(address);
  const text = dotted
    ? `${dotted[1]!}${pair(dotted[2]!, dotted[3]!)}:${pair(dotted[4]!, dotted[5]!)}`
    : address;
  const [before = "", after] = text.split("::");
  const head = before === "" ? [] : before.split(":");
  const tail = after === undefined || after === "" ? [] : after.split(":");
  const between = Array<string>(8 - head.length - tail.length).fill("0");
  return [...head, ...between, ...tail].map((group) => parseInt(group, 16));
}

function pair(high: string, low: string): string {
  return (Number(high) * 256 + Number(low)).toString(16);
}

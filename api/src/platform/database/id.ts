import { v7 } from "uuid";

/** A new record's id: UUIDv7, so that ids sort by their making. */
export function uuidv7(): string {
  return v7();
}

import type { KeyboardEvent } from "react";

/** Whether a key belongs to an open Japanese conversion; Safari says so only with the key code. */
export function isCompositionEvent(event: KeyboardEvent): boolean {
  return event.nativeEvent.isComposing || event.keyCode === 229;
}

/** Enter that means "done", never the one that ends a conversion. */
export function isPlainEnter(event: KeyboardEvent): boolean {
  return event.key === "Enter" && !isCompositionEvent(event);
}

import { useSyncExternalStore } from "react";
import type { SignedInUser } from "@keii/shared";

/** Who is signed in, as this tab knows it; `undefined` until it has asked. */
let user: SignedInUser | null | undefined;
let waiting: ((isSignedIn: boolean) => void)[] = [];
const listeners = new Set<() => void>();

function changed(): void {
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function currentUser(): SignedInUser | null | undefined {
  return user;
}

/** Takes over what the API said about the signed-in user. */
export function rememberUser(next: SignedInUser): void {
  user = next;
  changed();
}

/** Forgets the signed-in user in this tab. */
export function endSession(): void {
  user = null;
  changed();
}

/** The signed-in user, or null; re-renders when it changes. */
export function useSignedInUser(): SignedInUser | null {
  return useSyncExternalStore(subscribe, () => user ?? null);
}

/** Whether the session ended while somebody was at work, and the dialog has to ask again. */
export function useIsAskedAgain(): boolean {
  return useSyncExternalStore(subscribe, () => waiting.length > 0);
}

/** Asks for the password over the present screen. Resolves when signed in again, with false when given up. */
export function signInAgain(): Promise<boolean> {
  if (!user) return Promise.resolve(false);
  return new Promise((resolve) => {
    waiting = [...waiting, resolve];
    changed();
  });
}

/** Lets everything that waits go on. */
export function answerSignInAgain(isSignedIn: boolean): void {
  const resolved = waiting;
  waiting = [];
  changed();
  for (const resolve of resolved) resolve(isSignedIn);
}

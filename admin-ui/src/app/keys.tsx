import {
  createContext,
  useContext,
  useEffect,
  useMemo,
  useRef,
  type ReactNode,
} from "react";
import { useSignedInUser } from "./session.js";

/** A key somebody can press here, and the message key of what it does. */
export interface KeyDeed {
  /** `n`, `/`, `?`, or `mod+k`, `mod+enter` with ⌘ or Ctrl. */
  key: string;
  label: string;
  run: () => void;
}

interface Keys {
  add: (deed: KeyDeed) => () => void;
  list: () => KeyDeed[];
}

const KeysContext = createContext<Keys>({
  add: () => () => undefined,
  list: () => [],
});

/** Listens to the keyboard. The deed added last wins, so that a dialog hides what lies below. */
export function KeysProvider({ children }: { children: ReactNode }) {
  const deeds = useRef<KeyDeed[]>([]);
  const hasSingleKeys = useSignedInUser()?.hasSingleKeys ?? true;
  const keys = useMemo<Keys>(
    () => ({
      add: (deed) => {
        deeds.current = [...deeds.current, deed];
        return () => {
          deeds.current = deeds.current.filter((other) => other !== deed);
        };
      },
      list: () => deeds.current,
    }),
    [],
  );
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const pressed = pressedKey(event, hasSingleKeys);
      const deed = deeds.current.findLast(({ key }) => key === pressed);
      if (!pressed || !deed) return;
      event.preventDefault();
      deed.run();
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [hasSingleKeys]);
  return <KeysContext.Provider value={keys}>{children}</KeysContext.Provider>;
}

/** Offers a key while the component is shown. */
export function useKey(
  key: string,
  label: string,
  run: () => void,
  isOn = true,
): void {
  const { add } = useContext(KeysContext);
  const newest = useRef(run);
  useEffect(() => {
    newest.current = run;
  });
  useEffect(() => {
    if (!isOn) return;
    return add({ key, label, run: () => newest.current() });
  }, [add, key, label, isOn]);
}

/** What can be pressed here and now, for the help overlay. */
export function useKeyList(): () => KeyDeed[] {
  return useContext(KeysContext).list;
}

/**
 * The name of what was pressed; null while a Japanese conversion is open, and for single keys inside fields and
 * dialogs or where they are switched off.
 */
export function pressedKey(
  event: KeyboardEvent,
  hasSingleKeys: boolean,
): string | null {
  if (event.isComposing || event.keyCode === 229) return null;
  if (event.defaultPrevented || event.altKey) return null;
  const name = event.key.toLowerCase();
  if (event.metaKey || event.ctrlKey) return `mod+${name}`;
  if (!hasSingleKeys || isTyping(event.target)) return null;
  return name;
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  return (
    target.closest(
      "input:not([type=checkbox]):not([type=radio]), textarea, select, [role=combobox], [role=listbox], [role=menu], [role=dialog]",
    ) !== null
  );
}

/** How a key is written for people: ⌘ on a Mac, Ctrl elsewhere. */
export function keyName(key: string): string {
  const isMac = /mac|iphone|ipad/i.test(navigator.userAgent);
  return key
    .replace("mod+", isMac ? "⌘" : "Ctrl ")
    .replace("enter", isMac ? "⏎" : "Enter")
    .replace(/([a-z])$/, (letter) =>
      key.startsWith("mod+") && !key.endsWith("enter")
        ? letter.toUpperCase()
        : letter,
    );
}

import { localStorageStore, memoryStore, type Store } from "ra-core";

/** Kept in the browser across visits: looks and columns. Everything else (filters, selections) may be personal and is not. */
const kept = /^(locale|theme)$|\.datatable(_\w+)?$/;

/** Belongs to the reader, not to an incident. */
const shared = /^(locale|theme)$/;

/** Looks in the browser's storage, the rest in memory. */
export function createStore(): Store {
  const lasting = localStorageStore("1", "Keii");
  const passing = memoryStore();
  const storeOf = (key: string) => (kept.test(key) ? lasting : passing);
  return {
    setup: () => {
      lasting.setup();
      passing.setup();
    },
    teardown: () => {
      lasting.teardown();
      passing.teardown();
    },
    getItem: (key, fallback) => storeOf(key).getItem(key, fallback),
    setItem: (key, value) => storeOf(key).setItem(key, value),
    removeItem: (key) => storeOf(key).removeItem(key),
    removeItems: (prefix) => {
      lasting.removeItems(prefix);
      passing.removeItems(prefix);
    },
    reset: () => {
      lasting.reset();
      passing.reset();
    },
    subscribe: (key, callback) => storeOf(key).subscribe(key, callback),
  };
}

/** The store as seen from inside an incident: its own keys, but one language and one theme. */
export function prefixedStore(store: Store, prefix: string): Store {
  const keyOf = (key: string) => (shared.test(key) ? key : `${prefix}.${key}`);
  return {
    setup: () => undefined,
    teardown: () => undefined,
    getItem: (key, fallback) => store.getItem(keyOf(key), fallback),
    setItem: (key, value) => store.setItem(keyOf(key), value),
    removeItem: (key) => store.removeItem(keyOf(key)),
    removeItems: (start) => store.removeItems(keyOf(start)),
    reset: () => store.removeItems(`${prefix}.`),
    subscribe: (key, callback) => store.subscribe(keyOf(key), callback),
  };
}

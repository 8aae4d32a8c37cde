// What is kept on this phone (IndexedDB): things done but not sent, and what was read last. Signing out empties the
// second; the first is only ever emptied by sending it or by the person.
import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import type { OutboxItem } from "./outbox/item";

export interface Kept {
  value: unknown;
  /** When it was read from the server. */
  at: number;
}

interface Phone extends DBSchema {
  outbox: { key: number; value: OutboxItem };
  kept: { key: string; value: Kept };
}

let opened: Promise<IDBPDatabase<Phone>> | undefined;

export function phone(): Promise<IDBPDatabase<Phone>> {
  opened ??= openDB<Phone>("diandan", 1, {
    upgrade(db) {
      db.createObjectStore("outbox", { keyPath: "seq", autoIncrement: true });
      db.createObjectStore("kept");
    },
    // Another tab wants a newer shape: let it, and open again at the next use.
    blocking: () => void opened?.then((db) => db.close()).finally(() => (opened = undefined)),
    terminated: () => (opened = undefined),
  });
  opened.catch(() => (opened = undefined));
  return opened;
}

export const readKept = async (key: string): Promise<Kept | undefined> => (await phone()).get("kept", key);

export async function keep(key: string, value: unknown): Promise<void> {
  // A full phone must not stop a screen that has its data already.
  await phone().then((db) => db.put("kept", { value, at: Date.now() }, key)).catch(() => {});
}

export async function forgetKept(): Promise<void> {
  await (await phone()).clear("kept");
}

/** Asks the browser not to throw away what is stored when space gets short. */
export async function askToKeep(): Promise<void> {
  await navigator.storage?.persist?.().catch(() => false);
}

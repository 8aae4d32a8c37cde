// Read your writes: every answer to a change says how far its service has come; the latest of each is sent back
// with the next call, and the server waits until it has followed that far.
const STORED = "diandan.positions";
const SHAPE = /^([a-z]+\/\d+)\/(\d+)$/;

const latest = new Map<string, bigint>();
for (const text of stored()) note(text);

function stored(): string[] {
  return (globalThis.localStorage?.getItem(STORED) ?? "").split(" ").filter(Boolean);
}

function note(text: string): boolean {
  const found = SHAPE.exec(text.trim());
  if (!found) return false;
  const seq = BigInt(found[2]!);
  if (seq <= (latest.get(found[1]!) ?? -1n)) return false;
  latest.delete(found[1]!); // the newest stand last
  latest.set(found[1]!, seq);
  return true;
}

/** Remembers "orders/150525/43", also several with commas between. */
export function remember(header: string | null): void {
  if (!header || !header.split(",").map(note).some(Boolean)) return;
  globalThis.localStorage?.setItem(STORED, positions().join(" "));
}

/** At most the 16 that a server reads; the newest ones. */
export const positions = (): string[] => [...latest].slice(-16).map(([key, seq]) => `${key}/${seq}`);

/** With the account that signs out. */
export function forget(): void {
  latest.clear();
  globalThis.localStorage?.removeItem(STORED);
}

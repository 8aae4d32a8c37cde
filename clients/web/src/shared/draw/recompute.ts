// A draw recomputed in the browser, by services/hours/draw/draw.h alone: whoever looks need not believe the server.
// Numbers are bigints, since they go up to 2^64.

export interface Proof {
  name: string;
  algorithm: string;
  /** Hex digits, as they are published. */
  commitment: string;
  seed: string;
  listHash: string;
  /** The list as it was hashed. */
  list: string;
  /** Ids of entries, in the order drawn. */
  drawn: string[];
}
export type Finding = "MATCH" | "OTHER_ALGORITHM" | "SEED_NOT_COMMITTED" | "LIST_CHANGED" | "LIST_UNREADABLE" | "LIST_OF_ANOTHER_DRAW" | "DRAWN_OTHERS";

const ALGORITHM = "diandan-draw-1";

const toBytes = (hex: string): Uint8Array<ArrayBuffer> => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const toHex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const sha256 = async (bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));

export interface Listed {
  entry: string;
  weight: bigint;
}

/** Lines of the list; none when it is not written as laid down. */
export function readList(list: string): { name: string; size: number; entries: Listed[] } | undefined {
  const [algorithm, name, period, size, ...lines] = list.split("\n");
  if (algorithm !== ALGORITHM || !name || !/^-?\d+ -?\d+$/.test(period ?? "") || !/^(0|[1-9]\d*)$/.test(size ?? "") || lines.pop() !== "") return undefined;
  const entries: Listed[] = [];
  for (const line of lines) {
    const found = /^([0-9a-f-]{36}) ([1-9]\d{0,3})$/.exec(line);
    if (!found || (entries.length > 0 && entries.at(-1)!.entry >= found[1]!)) return undefined;
    entries.push({ entry: found[1]!, weight: BigInt(found[2]!) });
  }
  return Number(size) > entries.length ? undefined : { name, size: Number(size), entries };
}

/** Who is drawn by this seed from this list. */
export async function draw(seed: Uint8Array, listHash: Uint8Array, entries: readonly Listed[], size: number): Promise<string[]> {
  const left = [...entries];
  const block = new Uint8Array(seed.length + listHash.length + 8);
  block.set(seed);
  block.set(listHash, seed.length);
  const tail = new DataView(block.buffer, seed.length + listHash.length);
  const drawn: string[] = [];
  let total = left.reduce((sum, { weight }) => sum + weight, 0n);
  for (let counter = 0n; drawn.length < size; counter++) {
    tail.setBigUint64(0, counter);
    const hash = await sha256(block);
    const number = new DataView(hash.buffer).getBigUint64(0);
    if (number < (1n << 64n) % total) continue;
    let rest = number % total;
    const at = left.findIndex(({ weight }) => rest < weight || ((rest -= weight), false));
    const [{ entry, weight }] = left.splice(at, 1) as [Listed];
    total -= weight;
    drawn.push(entry);
  }
  return drawn;
}

export async function verify(proof: Proof): Promise<Finding> {
  if (proof.algorithm !== ALGORITHM) return "OTHER_ALGORITHM";
  const seed = toBytes(proof.seed);
  if (seed.length !== 32 || toHex(await sha256(seed)) !== proof.commitment) return "SEED_NOT_COMMITTED";
  const hash = await sha256(new TextEncoder().encode(proof.list));
  if (toHex(hash) !== proof.listHash) return "LIST_CHANGED";
  const list = readList(proof.list);
  if (!list) return "LIST_UNREADABLE";
  if (list.name !== proof.name) return "LIST_OF_ANOTHER_DRAW";
  const drawn = await draw(seed, hash, list.entries, list.size);
  return drawn.join() === proof.drawn.join() ? "MATCH" : "DRAWN_OTHERS";
}

// One log out of the logs that the services keep, newest first: each is read page by page, and what is said next is the
// latest of what stands at their heads. A page token says how far each has been told.
import type { Page } from "../list";

/** What the merging needs to know of a line. */
export interface Told {
  /** Falls from line to line within one service. */
  seq: bigint;
  ms: number;
}

export interface Source<T extends Told> {
  name: string;
  load: (pageToken: string) => Promise<Page<T>>;
}

/** The page a service stands in, and the number its next line lies below; a service that has ended is missing. */
type Place = { token: string; below: string };
type Places = Record<string, Place>;

interface Reader<T extends Told> {
  source: Source<T>;
  place: Place;
  rows: T[];
  next: string;
}

/** Reads on until something stands at the head, or the log ends. */
async function fill<T extends Told>(reader: Reader<T>, token: string): Promise<void> {
  do {
    const page = await reader.source.load(token);
    // What comes in from now on is above the first line seen, and told to whoever asks anew.
    const below = reader.place.below || (page.rows[0] ? String(page.rows[0].seq + 1n) : "");
    reader.place = { token, below };
    reader.rows = page.rows.filter(({ seq }) => seq < BigInt(below));
    reader.next = page.next;
    token = page.next;
  } while (!reader.rows.length && token);
}

const ended = <T extends Told>(reader: Reader<T>): boolean => !reader.rows.length && !reader.next;

/** The next `size` lines of all sources together after `token` ("" for the newest), and the token after those. */
export async function mergedPage<T extends Told>(sources: readonly Source<T>[], token: string, size: number): Promise<Page<T>> {
  const places: Places | undefined = token ? (JSON.parse(token) as Places) : undefined;
  const readers = sources.filter(({ name }) => !places || places[name])
    .map((source): Reader<T> => ({ source, place: places?.[source.name] ?? { token: "", below: "" }, rows: [], next: "" }));
  await Promise.all(readers.map((reader) => fill(reader, reader.place.token)));
  const rows: T[] = [];
  while (rows.length < size) {
    const open = readers.filter((reader) => reader.rows.length);
    if (!open.length) break;
    const latest = open.reduce((best, each) => (each.rows[0]!.ms > best.rows[0]!.ms ? each : best));
    const row = latest.rows.shift()!;
    rows.push(row);
    latest.place = { ...latest.place, below: String(row.seq) };
    if (!latest.rows.length && latest.next) await fill(latest, latest.next);
  }
  const left = readers.filter((reader) => !ended(reader));
  return { rows, next: left.length ? JSON.stringify(Object.fromEntries(left.map(({ source, place }) => [source.name, place]))) : "" };
}

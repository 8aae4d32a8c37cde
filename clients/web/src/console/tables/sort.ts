// How a table stands sorted, as its address says: "placed_time" or "placed_time desc" by the server, over all pages; "3" or "-3"
// by the third column, in the browser, where the server has no such order.
export interface Sortable {
  /** What the server calls it (`order_by` of the contract). */
  order?: string;
}
export interface Sorting {
  /** The column; -1: as the rows come. */
  at: number;
  descending: boolean;
  /** What the server is asked for; "": its own order. */
  orderBy: string;
}

const DESCENDING = " desc";

/** `usual`: the order in which the server gives rows unasked. */
export function sortingOf(sort: string, columns: readonly Sortable[], usual = ""): Sorting {
  const counted = /^-?[1-9]\d*$/.test(sort) ? columns[Math.abs(Number(sort)) - 1] : undefined;
  // Addresses from before the server sorted count the column.
  if (counted?.order) return sortingOf(counted.order + (sort.startsWith("-") ? DESCENDING : ""), columns, usual);
  if (counted) return { at: Math.abs(Number(sort)) - 1, descending: sort.startsWith("-"), orderBy: "" };
  const descending = sort.endsWith(DESCENDING);
  const name = descending ? sort.slice(0, -DESCENDING.length) : sort;
  const at = name ? columns.findIndex(({ order }) => order === name) : -1;
  if (at >= 0) return { at, descending, orderBy: sort === usual ? "" : sort };
  return usual && sort !== usual ? sortingOf(usual, columns, usual) : { at: -1, descending: false, orderBy: "" };
}

/** What the address says once the head of column `at` was pressed: up, down, and as it was. */
export function pressed(sort: string, columns: readonly Sortable[], at: number, usual = ""): string {
  const now = sortingOf(sort, columns, usual);
  const order = columns[at]?.order;
  const up = order ?? String(at + 1), down = order ? order + DESCENDING : String(-at - 1);
  if (now.at !== at) return up === usual ? "" : up;
  // The server's own order is not pressed away: its column goes up and down.
  const next = now.descending ? (usual === down ? up : "") : down;
  return next === usual ? "" : next;
}

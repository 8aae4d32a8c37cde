// What each table holds: where its rows come from and what a column says. Filtering uses what is said, and sorting where the server has no order of that name.
import type { AnyForm } from "../edit/form";
import type { RecordView } from "../edit/record";
import type { Page } from "../list";

export interface Column<T> {
  title: string;
  /** What the cell says, on the screen and in the file. */
  say: (row: T) => string;
  /** Figures: right-aligned, sorted as numbers. */
  figure?: (row: T) => number;
  /** Short and worth nothing in halves: never broken into lines. */
  whole?: boolean;
  /** What the server sorts by under this head (`order_by` of the contract). */
  order?: string;
  /** Where the cell leads. */
  to?: (row: T) => string;
}

export interface Table<T> {
  title: string;
  columns: Column<T>[];
  /** `orderBy`: as the contract has it, "" for the usual order. */
  load: (pageToken: string, orderBy: string) => Promise<Page<T>>;
  /** The order in which the server gives rows unasked, where it can give them in others. */
  usual?: string;
  key: (row: T) => string;
  /** Not in use: shown greyed. */
  idle?: (row: T) => boolean;
  /** A row opened at the right; its first column leads there. */
  record?: (row: T) => RecordView<T> | Promise<RecordView<T>>;
  /** Makes a new row; undefined for whoever may not. */
  create?: () => AnyForm<T>;
  /** Many new rows out of a file: the name of the import. */
  imports?: string;
}

// Tables of different rows stand in one map.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyTable = Table<any>;

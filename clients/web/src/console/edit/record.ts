// One row opened: what it says beyond its columns, what hangs on it, and what this desk may do with it.
import type { AnyForm, Choice } from "./form";

export interface Act<Row> {
  label: string;
  danger?: boolean;
  /** A form that ends in the changed row… */
  form?: () => AnyForm<Row>;
  /** …or one step, after a question where others will feel it. */
  send?: (requestId: string, choice: number) => Promise<Row>;
  ask?: { title: string; help: string; choices?: (Choice & { value: number })[] };
  say?: string;
}

export interface Line<Row> {
  text: string;
  note?: string;
  acts: Act<Row>[];
}

export interface Lines<Row> {
  title: string;
  none: string;
  lines: Line<Row>[];
  acts: Act<Row>[];
}

export interface RecordView<Row> {
  title: string;
  /** Beyond the columns of the table. */
  facts: [name: string, value: string][];
  lists: Lines<Row>[];
  acts: Act<Row>[];
  note?: string;
}

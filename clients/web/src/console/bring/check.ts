// Lines of a file read into a form's values: every cell that is not as wanted, with its line, column and wish. Pure.
import { choicesOf, isShown, meant, wrongIn, type AnyForm, type Field } from "../edit/form";
import { isDay } from "../edit/dates";
import { sayWant } from "../edit/limits";
import { t } from "../words";
import type { Line } from "./file";

/* eslint-disable @typescript-eslint/no-explicit-any */
export interface BadCell {
  line: number;
  column: string;
  value: string;
  want: string;
}

export interface ReadLine {
  number: number;
  cells: string[];
  values: Record<string, any>;
}

export interface Reading {
  /** Lines below the head. */
  count: number;
  good: ReadLine[];
  bad: BadCell[];
}

const YES = ["是", "有", "要", "对", "yes", "y", "true", "1", "√", "✓"];
const NO = ["否", "没有", "无", "不", "不要", "no", "n", "false", "0", ""];
const close = (text: string): string => text.replace(/[\s()（）*]/g, "").toLowerCase();

/** "1975/3/8" and "1975年3月8日", as spreadsheets write them, as 1975-03-08. */
function dayOf(text: string): string {
  const found = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text);
  return found ? `${found[1]}-${found[2]!.padStart(2, "0")}-${found[3]!.padStart(2, "0")}` : text;
}

type Cell = { value: unknown } | { want: string };

function manyOf(field: Field<any>, text: string): Cell {
  const found = text.split(/[、,，;；/|]+/).map((each) => each.trim()).filter(Boolean).map((each) => ({ each, choice: meant(field.choices!(), each)[0] }));
  const stranger = found.find(({ choice }) => !choice);
  return stranger ? { want: sayWant("unknownTick", choicesOf(field)) } : { value: found.map(({ choice }) => choice!.value) };
}

function cellOf(field: Field<any>, text: string): Cell {
  switch (field.kind) {
    case "number": return /^-?\d+(\.0+)?$/.test(text) ? { value: Number(text) } : { want: sayWant("number") };
    case "tick": {
      if (YES.includes(text.toLowerCase())) return { value: true };
      return NO.includes(text.toLowerCase()) ? { value: false } : { want: sayWant("yes_or_no") };
    }
    case "choice": {
      const choice = meant(field.choices!(), text)[0];
      return choice ? { value: choice.value } : { want: sayWant("unknownTick", choicesOf(field)) };
    }
    case "ticks": return manyOf(field, text);
    case "day": return isDay(dayOf(text)) ? { value: dayOf(text) } : { want: sayWant("date") };
    default: return { value: text };
  }
}

/** Which column of the file each field stands in; what the head lacks or nobody knows is told. */
export function headOf(form: AnyForm, head: Line): { at: Map<string, number>; bad: BadCell[] } {
  const at = new Map<string, number>();
  const bad: BadCell[] = [];
  head.cells.forEach((title, column) => {
    const field = form.fields.find(({ label }) => close(label) === close(title));
    if (!title) return;
    if (!field) bad.push({ line: head.number, column: title, value: title, want: t("bring.unknownColumn") });
    else if (at.has(field.key)) bad.push({ line: head.number, column: title, value: title, want: sayWant("twice", t("bring.head")) });
    else at.set(field.key, column);
  });
  for (const field of form.fields) {
    // What is only asked for sometimes may be missing; the line that needs it tells.
    if (!at.has(field.key) && !field.shown && wrongIn(form, form.start).some(({ key }) => key === field.key)) {
      bad.push({ line: head.number, column: field.label, value: "", want: t("bring.missingColumn", { what: field.label }) });
    }
  }
  return { at, bad };
}

function readLine(form: AnyForm, at: Map<string, number>, line: Line): { values: Record<string, any>; bad: BadCell[] } {
  const values: Record<string, any> = { ...form.start };
  const unread: BadCell[] = [];
  const textAt = (key: string): string => line.cells[at.get(key) ?? -1] ?? "";
  for (const field of form.fields) {
    const text = textAt(field.key);
    if (!text) continue;
    const cell = cellOf(field, text);
    if ("value" in cell) values[field.key] = cell.value;
    else unread.push({ line: line.number, column: field.label, value: text, want: cell.want });
  }
  const unfit = wrongIn(form, values).map(({ key, want }) => ({ line: line.number, column: form.fields.find((field) => field.key === key)?.label ?? key, value: textAt(key), want }));
  const extra = form.fields.filter((field) => textAt(field.key) && !isShown(field, values)).map((field) => ({ line: line.number, column: field.label, value: textAt(field.key), want: t("bring.notHere") }));
  return { values, bad: [...unread, ...unfit.filter(({ column }) => !unread.some((each) => each.column === column)), ...extra] };
}

export interface Rules {
  /** What two lines may not share, by the field that tells it. */
  alike: (values: any) => Record<string, string>;
  /** What the county has of it already, with its id. */
  known: ReadonlyMap<string, string>;
  /** The id that a line's content gets: one that came in before has it already. */
  idOf: (values: any) => string;
  /** Where lines stand on one another: the order they are written in, and the form that knows them all. */
  arrange?: (lines: ReadLine[]) => { form: AnyForm; lines: ReadLine[] };
}

/** What another line or the county has already. */
function alikeIn({ alike, known, idOf }: Rules, { number, values }: ReadLine, first: Map<string, number>): { key: string; want: string }[] {
  return Object.entries(alike(values)).flatMap(([key, said]) => {
    if (!said) return [];
    const before = first.get(said);
    if (!before) first.set(said, number);
    const strange = known.has(said) && known.get(said) !== idOf(values);
    return before ? [{ key, want: sayWant("twice", t("bring.lineNumber", { n: before })) }] : strange ? [{ key, want: sayWant("exists") }] : [];
  });
}

export function check(form: AnyForm, lines: readonly Line[], rules: Rules): Reading {
  const [head, ...rest] = lines;
  if (!head) return { count: 0, good: [], bad: [{ line: 1, column: "", value: "", want: t("bring.empty") }] };
  const { at, bad: badHead } = headOf(form, head);
  if (badHead.length) return { count: rest.length, good: [], bad: badHead };
  if (!rest.length) return { count: 0, good: [], bad: [{ line: head.number + 1, column: "", value: "", want: t("bring.empty") }] };
  const drafts = rest.map((line) => ({ ...line, values: readLine(form, at, line).values }));
  const arranged = rules.arrange?.(drafts) ?? { form, lines: drafts };
  const good: ReadLine[] = [];
  const bad: BadCell[] = [];
  const first = new Map<string, number>();
  for (const { number, cells } of arranged.lines) {
    const read = readLine(arranged.form, at, { number, cells });
    const line = { number, cells, values: read.values };
    const alike = alikeIn(rules, line, first).map(({ key, want }) => ({ line: number, column: form.fields.find((field) => field.key === key)!.label, value: cells[at.get(key) ?? -1] ?? "", want }));
    if (read.bad.length || alike.length) bad.push(...read.bad, ...alike);
    else good.push(line);
  }
  return { count: rest.length, good, bad: bad.sort((a, b) => a.line - b.line) };
}

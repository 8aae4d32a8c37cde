// A form as a description: its fields, where each stands in the request, what is sent. The drawer draws it, an import
// fills it from lines of a file; both check it here, before anything is sent.
import type { DescMessage } from "@bufbuild/protobuf";
import { t } from "../words";
import { limitsAt, limitWant, sayWant } from "./limits";

export interface Choice {
  value: string | number;
  label: string;
  /** Other ways to write it, in a file or by hand. */
  also?: readonly string[];
}

export type FieldKind =
  | "text" | "area" | "number" | "tick" | "choice" | "ticks"
  /** Typed and found among many, such as villages; held as it was typed, sent as the choice's value. */
  | "pick"
  | "day" | "moment";

export interface Field<V> {
  key: keyof V & string;
  /** In the request, as the contract spells it: its limits and the server's refusals are found by it. */
  path: string;
  kind: FieldKind;
  label: string;
  help?: string;
  /** Of a number: minutes, per cent. */
  unit?: string;
  choices?: () => readonly Choice[];
  /** A pick that may also be something new. */
  free?: boolean;
  /** A pick among so few that they are chosen from a list, not typed. */
  few?: boolean;
  shown?: (values: V) => boolean;
  /** Needed although the contract leaves it open. */
  needed?: boolean;
  /** Turns what was typed into what is sent, by asking the server: people by their number. */
  find?: (typed: string) => Promise<{ value: string | string[] } | { want: string }>;
  /** How a value reads, where a figure alone says too little. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  say?: (value: any) => string;
  /** In the sample file. */
  example?: string;
  /** How to write it in a file, where that takes other words than `help`. */
  inFile?: string;
}

/** `request` is the same for the same content sent again; `made` is the id of what is created. */
export interface Ids {
  request: string;
  made: string;
}

export interface Form<V, Row = unknown> {
  title: string;
  lead?: string;
  verb: string;
  /** The request whose limits hold. */
  schema: DescMessage;
  fields: Field<V>[];
  start: V;
  /** What the contract's limits cannot say. */
  check?: (values: V) => Wrong[];
  /** Refusals that are about one field, by the name of their reason. */
  about?: Record<string, keyof V & string>;
  send: (ready: V, ids: Ids) => Promise<Row>;
  /** Said once it is done. */
  say: string | ((row: Row) => string);
  /** Shown once, kept nowhere. */
  receipt?: (sent: V) => Receipt;
  /** Shows beside a changed field what it was. */
  compares?: boolean;
}

/** What checking needs of it. */
type Shape<V> = Pick<Form<V>, "schema" | "fields" | "check">;

// Forms of different values stand in one drawer.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyForm<Row = any> = Form<any, Row>;

export interface Receipt {
  title: string;
  lead: string;
  lines: [name: string, value: string][];
}

/** A field that is not as wanted. */
export interface Wrong {
  key: string;
  want: string;
}

const MOST_SAID = 20;
const BLANK: Record<FieldKind, unknown> = { text: "", area: "", number: 0, tick: false, choice: 0, ticks: [], pick: "", day: "", moment: "" };
const close = (text: string): string => text.replace(/\s/g, "").toLowerCase();

/** The choices that `typed` may mean. */
export function meant(choices: readonly Choice[], typed: string): Choice[] {
  const text = close(typed);
  const exact = choices.filter((choice) => close(choice.label) === text);
  return exact.length ? exact : choices.filter((choice) => choice.also?.some((each) => close(each) === text));
}

export const labelOf = (choices: readonly Choice[], value: string | number): string => choices.find((choice) => choice.value === value)?.label ?? "";

/** A field's value in words. */
export function sayValue<V>(field: Field<V>, values: V): string {
  const value: unknown = values[field.key];
  if (field.say) return field.say(value);
  if (typeof value === "boolean") return t(value ? "table.yes" : "table.no");
  const word = (one: unknown): string => field.choices?.().find((choice) => choice.value === one)?.label ?? String(one);
  return Array.isArray(value) ? value.map(word).join(t("desk.and")) || t("edit.nothing") : word(value);
}

export const isShown = <V>(field: Field<V>, values: V): boolean => field.shown?.(values) ?? true;

export function isNeeded<V>(form: Shape<V>, field: Field<V>): boolean {
  return Boolean(field.needed || (limitsAt(form.schema, field.path)?.required && field.kind !== "tick"));
}

function pickWant<V>(field: Field<V>, typed: string): string {
  const found = meant(field.choices!(), typed);
  if (found.length > 1) return sayWant("ambiguous", found.map(({ label }) => label).slice(0, 3).join(" / "));
  if (found.length || field.free) return "";
  return field.few ? sayWant("unknownTick", choicesOf(field)) : sayWant("pick");
}

/** What may be chosen, as far as it fits a sentence. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export function choicesOf(field: Field<any>): string {
  const labels = field.choices?.().map(({ label }) => label) ?? [];
  return labels.slice(0, MOST_SAID).join(t("desk.and")) + (labels.length > MOST_SAID ? "…" : "");
}

/** What was picked, as it is sent: the choice's value, or what was typed where something new may stand. */
function picked<V>(field: Field<V>, typed: string): string | number {
  return meant(field.choices!(), typed)[0]?.value ?? typed.trim();
}

function wantOf<V>(form: Shape<V>, field: Field<V>, values: V): string {
  const value: unknown = values[field.key];
  const blank = value === "" || value === 0 || (Array.isArray(value) && !value.length) || (typeof value === "string" && !value.trim());
  if (blank && isNeeded(form, field) && (field.kind !== "number" || value === "")) return sayWant("required");
  if (field.kind === "number" && typeof value !== "number") return sayWant("number");
  if (blank && field.kind !== "number") return "";
  if (field.kind === "pick") {
    const want = pickWant(field, String(value));
    if (want) return want;
  }
  if (field.find) return "";
  const limits = limitsAt(form.schema, field.path);
  const sent = field.kind === "pick" ? picked(field, String(value)) : value;
  return limits && field.kind !== "day" && field.kind !== "moment" ? limitWant(limits, sent) : "";
}

/** Everything that is not as wanted, in the order of the fields. */
export function wrongIn<V>(form: Shape<V>, values: V): Wrong[] {
  const wrong = form.fields.filter((field) => isShown(field, values)).flatMap((field) => {
    const want = wantOf(form, field, values);
    return want ? [{ key: field.key as string, want }] : [];
  });
  const more = (form.check?.(values) ?? []).filter(({ key }) => !wrong.some((each) => each.key === key));
  const place = (key: string) => form.fields.findIndex((field) => field.key === key);
  return [...wrong, ...more].sort((a, b) => place(a.key) - place(b.key));
}

/** Values as they are sent, or what is wrong with them. Fields that are not shown say nothing. */
export async function settled<V extends object>(form: Shape<V>, values: V): Promise<{ ready: V } | { wrong: Wrong[] }> {
  const wrong = wrongIn(form, values);
  if (wrong.length) return { wrong };
  const ready = { ...values } as Record<string, unknown>;
  for (const field of form.fields) {
    const value: unknown = values[field.key];
    if (!isShown(field, values)) ready[field.key] = BLANK[field.kind];
    else if (field.find && String(value).trim()) {
      const found = await field.find(String(value).trim());
      if ("want" in found) wrong.push({ key: field.key, want: found.want });
      else ready[field.key] = found.value;
    } else if (field.kind === "pick") ready[field.key] = value ? picked(field, String(value)) : "";
    else if (typeof value === "string") ready[field.key] = value.trim();
  }
  return wrong.length ? { wrong } : { ready: ready as V };
}

/** The server's field, "grants[0].org", as a form's; "" when the form has none of this name. */
export function keyAt<V>(form: Shape<V>, path: string): string {
  const plain = path.replace(/\[\d+\]/g, "");
  return form.fields.find((field) => field.path === plain || plain.startsWith(`${field.path}.`))?.key ?? "";
}

// A file of records read into tables of cells, whatever it is written as: CSV, JSON as it is exported, XLSX with its sheets.
// Cells are as people typed them; guards against spreadsheets are taken off (services/hours/record/guard.h).
import { RecordGroup } from "@/gen/diandan/hours/v1/record_pb";
import { linesOf, textOf, type Line } from "../bring/file";
import type { BadCell } from "../bring/check";
import { t } from "../words";
import { GROUPS, groupTitled } from "./records";

export interface Table {
  /** "" for files that hold one table. */
  sheet: string;
  /** What the file says it is; unspecified where it does not. */
  group: RecordGroup;
  headLine: number;
  columns: string[];
  lines: Line[];
  bad: BadCell[];
}

const NEEDS_GUARD = /^[=+\-@\t\r'＝＋－＠]/;
/** An apostrophe before anything else is somebody's own. */
export const unguarded = (cell: string): string => (cell.startsWith("'") && NEEDS_GUARD.test(cell.slice(1)) ? cell.slice(1) : cell);

export function tableOf(sheet: string, group: RecordGroup, [head, ...rest]: readonly Line[]): Table {
  const columns = head?.cells.map(unguarded) ?? [];
  while (columns.length && !columns.at(-1)) columns.pop();
  const lines = rest.map(({ number, cells }) => ({ number, cells: columns.map((_, at) => unguarded(cells[at] ?? "")) }));
  // Something beside the columns that nothing is said of.
  const bad = rest.flatMap(({ number, cells }) => cells.slice(columns.length).filter(Boolean).map((value) => ({ line: number, column: "", value, want: t("bring.unknownColumn") })));
  return { sheet, group, headLine: head?.number ?? 1, columns, lines, bad };
}

type Fields = Record<string, unknown>;
const FORMAT = "diandan-records-1";

/** undefined when it is not as it is exported (services/hours/record/text_writer.h). */
export function tableOfJson(text: string): Table | undefined {
  let file: { format?: unknown; group?: unknown; records?: unknown };
  try {
    file = JSON.parse(text) as typeof file;
  } catch {
    return undefined;
  }
  const group = GROUPS.find((each) => RecordGroup[each] === file?.group);
  if (file?.format !== FORMAT || !group || !Array.isArray(file.records)) return undefined;
  const columns: string[] = [];
  const at = new Map<string, number>();
  const bad: BadCell[] = [];
  const lines = (file.records as unknown[]).map((record, i): Line => {
    const number = i + 1;
    const cells: string[] = [];
    if (typeof record !== "object" || record === null || Array.isArray(record)) bad.push({ line: number, column: "", value: String(record), want: t("exchange.wantRecord") });
    else for (const [name, value] of Object.entries(record as Fields)) {
      if (!at.has(name)) at.set(name, columns.push(name) - 1);
      const fits = typeof value === "string" || Number.isInteger(value) || value === null;
      if (!fits) bad.push({ line: number, column: name, value: JSON.stringify(value), want: t("exchange.wantText") });
      cells[at.get(name)!] = fits && value !== null ? String(value) : "";
    }
    return { number, cells };
  });
  return { sheet: "", group, headLine: 1, columns, lines: lines.map(({ number, cells }) => ({ number, cells: columns.map((_, i) => cells[i] ?? "") })), bad };
}

/** undefined when it cannot be read at all. */
export async function tablesOf(name: string, bytes: Uint8Array): Promise<Table[] | undefined> {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return (await import("./workbook")).tablesOfWorkbook(bytes);
  const text = textOf(bytes);
  if (text === undefined) return undefined;
  if (/^\s*\{/.test(text)) {
    const table = tableOfJson(text);
    return table && [table];
  }
  const lines = linesOf(text);
  return lines.length ? [tableOf("", groupTitled(name), lines)] : undefined;
}

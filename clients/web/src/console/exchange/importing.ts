// Taking a file over: all of it is checked first, and nothing is written while anything is wrong; then it goes in by parts.
// The same part is the same request, today, again, or after the page was closed; the same file is the same import, here
// and at a terminal (clients/cli/exchange_import.cc).
import { computed, onUnmounted, reactive, ref, shallowReactive, shallowRef } from "vue";
import { v5 } from "uuid";
import type { LineProblem, ReadPerson, RecordsImport } from "@/gen/diandan/hours/v1/exchange_service_pb";
import { RecordGroup } from "@/gen/diandan/hours/v1/record_pb";
import { volunteers } from "@/shared/api/clients";
import { needsSignIn, problemOf, type Problem } from "@/shared/api/problem";
import { session } from "@/shared/session";
import type { BadCell } from "../bring/check";
import { allOf } from "../list";
import { t } from "../words";
import { knownPerson } from "./people";
import { exchange } from "./records";
import type { Table } from "./tables";

export const LINES_OF_CALL = 200;
type Phase = "none" | "checking" | "wrong" | "ready" | "writing" | "paused" | "done";

export interface Bad extends BadCell {
  sheet: string;
}
export interface Brought {
  table: Table;
  importId: string;
  /** Lines that are in. */
  done: number;
  /** Came in before, by this same import. */
  unchanged: number;
  /** Of a table of people: its lines as they were understood. */
  people: ReadPerson[];
}

const OF_PERSON = { source: ["志愿者来源", "person_source"], number: ["志愿者编号", "person_number"] };
const columnOf = ({ columns }: Pick<Table, "columns">, names: string[]): number => columns.findIndex((each) => names.includes(each.replace(/[\s*]/g, "")));
const calledAs = (source: string, number: string): string => `${source}\n${number}`;

/**
 * Checked together with people of the same file, lines about them name nobody yet: that is no mistake of theirs.
 * What is unknown then is told when they go in.
 */
export function namesSomebodyComing(table: Pick<Table, "columns" | "lines">, { line, column }: Pick<LineProblem, "line" | "column">, coming: ReadonlySet<string>): boolean {
  const [source, number] = [columnOf(table, OF_PERSON.source), columnOf(table, OF_PERSON.number)];
  if (!coming.size || source < 0 || number < 0 || column !== table.columns[number]) return false;
  const cells = table.lines.find((each) => each.number === line)?.cells;
  return cells !== undefined && coming.has(calledAs(cells[source]!, cells[number]!));
}

const RECORD = { source: ["来源", "source"], number: ["来源编号", "source_number"] };
/** The server sees some lines at a time; what stands twice in the file may stand far apart. */
export function twiceIn(table: Table): Bad[] {
  const [source, number] = [columnOf(table, RECORD.source), columnOf(table, RECORD.number)];
  if (source < 0 || number < 0) return [];
  const first = new Map<string, { number: number; call: number }>();
  return table.lines.flatMap(({ number: line, cells }, at) => {
    if (!cells[number]!.trim()) return []; // a missing number is told as such
    const key = calledAs(cells[source]!.trim(), cells[number]!.trim());
    const call = Math.floor(at / LINES_OF_CALL);
    const before = first.get(key);
    if (!before) first.set(key, { number: line, call });
    // Within one call the server tells it.
    return before && before.call !== call ? [{ sheet: table.sheet, line, column: table.columns[number]!, value: cells[number]!, want: t("exchange.twice", { n: before.number }) }] : [];
  });
}

/** Which time this file comes in: after it was taken back it is an import of its own. */
export function importOf(digest: string, { group, sheet }: Pick<Table, "group" | "sheet">, key: string, withdrawn: ReadonlySet<string>): string {
  for (let time = 1; ; time++) {
    const id = v5(`records/${digest}/${RecordGroup[group]}/${sheet}/${time === 1 ? "" : time}`, key);
    if (!withdrawn.has(id)) return id;
  }
}

const takenBack = ({ group, withdrawTime }: RecordsImport): boolean => group !== RecordGroup.PERSON_RECORDS && withdrawTime !== undefined;
async function withdrawnIds(): Promise<Set<string>> {
  const { rows } = await allOf(async (pageToken) => {
    const { imports, nextPageToken } = await exchange.listImports({ parent: session.parent.value, pageSize: 200, pageToken });
    return { rows: imports, next: nextPageToken };
  });
  return new Set(rows.filter(takenBack).map(({ importId }) => importId));
}

export function useImporting() {
  const phase = ref<Phase>("none");
  const tables = shallowRef<Brought[]>([]);
  const bad = shallowRef<Bad[]>([]);
  const at = reactive({ lines: 0, all: 0 });
  const problem = shallowRef<Problem>();
  const coming = new Set<string>();
  let key = "";
  let turn = 0;

  const ask = <T>(call: Promise<T>, mine: number): Promise<T | undefined> => call.then((answer) => (mine === turn ? answer : undefined));
  function failed(error: unknown): void {
    problem.value = problemOf(error);
    if (needsSignIn(problem.value)) session.expired.value = true;
  }

  async function checkTable(brought: Brought, found: Bad[], mine: number): Promise<boolean> {
    const { table, importId } = brought;
    for (const each of table.bad) found.push({ ...each, sheet: table.sheet });
    for (const each of twiceIn(table)) found.push(each);
    for (let from = 0; from < table.lines.length; from += LINES_OF_CALL) {
      const lines = table.lines.slice(from, from + LINES_OF_CALL);
      const answer = await ask(exchange.checkRecords({ parent: session.parent.value, group: table.group, importId, columns: table.columns, lines }), mine);
      if (!answer) return false;
      // What is wrong with the head is told of each call.
      const ofHead = answer.problems.length > 0 && answer.problems.every(({ line }) => !lines.some(({ number }) => number === line));
      found.push(...answer.problems.filter((each) => !namesSomebodyComing({ columns: table.columns, lines }, each, coming)).map(({ line, column, value, want }) => ({ sheet: table.sheet, line: ofHead ? table.headLine : line, column, value, want })));
      brought.people.push(...answer.people);
      for (const { record } of answer.people) coming.add(calledAs(record!.source, record!.sourceNumber));
      brought.unchanged += answer.unchanged;
      at.lines += lines.length;
      if (ofHead) break;
    }
    return true;
  }

  /** Asks about every line; people first, since what is recorded of them is only known once they are. */
  async function check(digest: string, found: Table[]): Promise<void> {
    const mine = ++turn;
    phase.value = "checking";
    problem.value = undefined;
    coming.clear();
    Object.assign(at, { lines: 0, all: found.reduce((sum, { lines }) => sum + lines.length, 0) });
    try {
      key = (await volunteers.getImportKey({ parent: session.parent.value })).key;
      const gone = await withdrawnIds();
      const brought = [...found].sort((a, b) => a.group - b.group).map((table) => shallowReactive<Brought>({ table, importId: importOf(digest, table, key, gone), done: 0, unchanged: 0, people: [] }));
      const wrong: Bad[] = [];
      for (const each of brought) if (!(await checkTable(each, wrong, mine))) return;
      if (mine !== turn) return;
      tables.value = brought;
      bad.value = wrong.sort((a, b) => a.line - b.line);
      phase.value = wrong.length ? "wrong" : "ready";
    } catch (error) {
      if (mine !== turn) return;
      failed(error);
      phase.value = "none";
    }
  }

  async function part({ table, importId, done, people }: Brought): Promise<number> {
    const ofPeople = table.group === RecordGroup.PERSON_RECORDS;
    const end = Math.min(done + LINES_OF_CALL, table.lines.length);
    const request = { parent: session.parent.value, requestId: v5(`desk/part/${done}`, importId), group: table.group, importId };
    if (!ofPeople) {
      await exchange.importRecords({ ...request, columns: table.columns, lines: table.lines.slice(done, end) });
      return end;
    }
    const known = [];
    for (const person of people.slice(done, end)) known.push(await knownPerson(person, key));
    await exchange.importRecords({ ...request, people: known });
    return end;
  }

  /** Writes what is not in yet; stops where nobody answers or something is refused, and goes on from there. */
  async function write(): Promise<void> {
    const mine = ++turn;
    phase.value = "writing";
    problem.value = undefined;
    Object.assign(at, { lines: tables.value.reduce((sum, { done }) => sum + done, 0) });
    try {
      for (const each of tables.value) {
        while (each.done < each.table.lines.length) {
          const end = await part(each);
          at.lines += end - each.done;
          each.done = end;
          if (mine !== turn) return;
        }
      }
      phase.value = "done";
    } catch (error) {
      if (mine !== turn) return;
      failed(error);
      phase.value = "paused";
    }
  }

  /** What is in stays in; what is left goes on when somebody wants it to. */
  function stop(): void {
    turn++;
    if (phase.value === "writing") phase.value = "paused";
    if (phase.value === "checking") phase.value = "none";
  }
  function forget(): void {
    stop();
    phase.value = "none";
    tables.value = [];
    bad.value = [];
    problem.value = undefined;
  }
  onUnmounted(stop);

  return {
    phase, tables, bad, at, problem, check, write, stop, forget,
    busy: computed(() => phase.value === "checking" || phase.value === "writing"),
    bringsPeople: computed(() => tables.value.some(({ table }) => table.group === RecordGroup.PERSON_RECORDS)),
  };
}

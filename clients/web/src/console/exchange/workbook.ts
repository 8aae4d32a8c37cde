// Every sheet of a workbook as a table. Comes only with the first workbook that somebody chooses.
import { strFromU8, unzipSync, zipSync, type Unzipped } from "fflate";
import readXlsxFile from "read-excel-file/universal";
import { cellText } from "../bring/workbook";
import { t } from "../words";
import { groupTitled } from "./records";
import { tableOf, type Table } from "./tables";

const ENTRIES = 200;
const UNPACKED_BYTES = 512 << 20;

/** "C7" of every cell that holds a formula, sheet by sheet in the order of the workbook; nothing evaluates one. */
function formulasIn(files: Unzipped): string[][] {
  const sheets = Object.keys(files).filter((name) => /^xl\/worksheets\/sheet\d+\.xml$/.test(name)).sort((a, b) => Number(/\d+/.exec(a)![0]) - Number(/\d+/.exec(b)![0]));
  return sheets.map((name) => [...strFromU8(files[name]!).matchAll(/<c\b[^>]*\br="([A-Z]+\d+)"[^>]*>\s*<f[\s>/]/g)].map((found) => found[1]!));
}

const columnAt = (letters: string): number => [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

export async function tablesOfWorkbook(bytes: Uint8Array): Promise<Table[] | undefined> {
  try {
    let [entries, unpacked] = [0, 0];
    const files = unzipSync(bytes, { filter: ({ originalSize }) => ++entries <= ENTRIES && (unpacked += originalSize) <= UNPACKED_BYTES });
    if (entries > ENTRIES || unpacked > UNPACKED_BYTES) return undefined;
    const formulas = formulasIn(files);
    // Unpacked here: for a big sheet the reader would start a worker out of a blob, which the page's policy forbids.
    const sheets = await readXlsxFile(zipSync(files, { level: 0 }).buffer as ArrayBuffer);
    return sheets.flatMap(({ sheet, data }, i) => {
      const lines = data.map((cells, at) => ({ number: at + 1, cells: cells.map(cellText) })).filter(({ cells }) => cells.some(Boolean));
      if (!lines.length) return [];
      const table = tableOf(sheet, groupTitled(sheet), lines);
      for (const place of formulas[i] ?? []) {
        const [, letters, line] = /^([A-Z]+)(\d+)$/.exec(place)!;
        table.bad.push({ line: Number(line), column: table.columns[columnAt(letters!)] ?? letters!, value: "", want: t("exchange.wantValue") });
      }
      return [table];
    });
  } catch {
    return undefined;
  }
}

// The first sheet of an Excel workbook, as the lines of a table. Comes only with the first workbook that somebody chooses.
import { unzipSync, zipSync } from "fflate";
import { readSheet, type CellValue } from "read-excel-file/universal";
import { t } from "../words";
import type { Line } from "./file";

/** A day is read as a day, whatever the sheet shows it as. */
export function cellText(cell: CellValue | null): string {
  if (cell === null) return "";
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return typeof cell === "boolean" ? t(cell ? "table.yes" : "table.no") : String(cell).trim();
}

/** undefined when it is no workbook. */
export async function linesOfWorkbook(bytes: Uint8Array): Promise<Line[] | undefined> {
  try {
    // Unpacked here: for a big sheet the reader would start a worker out of a blob, which the page's policy forbids.
    const plain = zipSync(unzipSync(bytes), { level: 0 });
    const rows = await readSheet(plain.buffer as ArrayBuffer);
    return rows.map((cells, at) => ({ number: at + 1, cells: cells.map(cellText) })).filter(({ cells }) => cells.some(Boolean));
  } catch {
    return undefined;
  }
}

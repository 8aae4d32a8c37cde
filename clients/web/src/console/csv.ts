import { saveFile } from "@/shared/file";

// A table as a file that every spreadsheet opens: UTF-8 with its mark, and no cell that a spreadsheet would run.
export function csvOf(rows: readonly (readonly string[])[]): string {
  const cell = (text: string) => {
    // "-5" is a number; "=1+1", "@SUM" and "-cmd" are not ours to run.
    const safe = /^[=+@\t\r]|^-(?![\d.])/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
  };
  return "\uFEFF" + rows.map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
}

export function saveCsv(name: string, rows: readonly (readonly string[])[]): void {
  saveFile(`${name}.csv`, "text/csv;charset=utf-8", [csvOf(rows)]);
}

// One table as a workbook: every cell is text, so nothing in it is run and no ID number is rounded. A roster's 200
// places are far below the size at which the packer would start a worker out of a blob, which the page's policy forbids.
import writeExcelFile from "write-excel-file/universal";

export const workbookOf = (sheet: string, rows: readonly (readonly string[])[]): Promise<Blob> =>
  writeExcelFile(rows.map((row, at) => row.map((value) => ({ value, type: String, ...(at ? {} : { fontWeight: "bold" as const }) }))), { sheet }).toBlob();

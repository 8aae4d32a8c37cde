import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { linesOfWorkbook } from "./workbook";

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/** The least that Excel opens; style 1 is a date. */
function workbook(rows: string): Uint8Array {
  const relation = (type: string, target: string) => `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${OFFICE}/${type}" Target="${target}"/></Relationships>`;
  const parts = {
    "[Content_Types].xml": `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>`,
    "_rels/.rels": relation("officeDocument", "xl/workbook.xml"),
    "xl/workbook.xml": `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="1" sheetId="1" r:id="r1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": relation("worksheet", "worksheets/sheet1.xml"),
    "xl/styles.xml": `${XML}<styleSheet xmlns="${MAIN}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
    "xl/worksheets/sheet1.xml": `${XML}<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData></worksheet>`,
  };
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])));
}
const text = (at: string, value: string) => `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`;

describe("a workbook", () => {
  it("is read as lines: words, numbers and days", async () => {
    const lines = await linesOfWorkbook(workbook(`<row r="1">${text("A1", "姓名")}${text("B1", "手机号")}${text("C1", "出生日期")}</row><row r="2">${text("A2", "王芳")}<c r="B2"><v>13800000001</v></c><c r="C2" s="1"><v>27461</v></c></row>`));
    expect(lines).toEqual([{ number: 1, cells: ["姓名", "手机号", "出生日期"] }, { number: 2, cells: ["王芳", "13800000001", "1975-03-08"] }]);
  });

  it("may be long", async () => {
    const rows = Array.from({ length: 12_000 }, (_, at) => `<row r="${at + 1}">${text(`A${at + 1}`, `第${at}位，住在村东头的那一家`)}</row>`).join("");
    expect(await linesOfWorkbook(workbook(rows))).toHaveLength(12_000);
  });

  it("is none when it is another archive, or broken", async () => {
    expect(await linesOfWorkbook(zipSync({ "a.txt": strToU8("a") }))).toBeUndefined();
    expect(await linesOfWorkbook(new Uint8Array([0x50, 0x4b, 3, 4, 0]))).toBeUndefined();
  });
});

import { strToU8, zipSync } from "fflate";
import { beforeAll, describe, expect, it } from "vitest";
import { RecordGroup } from "@/gen/diandan/hours/v1/record_pb";
import { language } from "@/shared/i18n";
import { importOf, LINES_OF_CALL, namesSomebodyComing, twiceIn } from "./importing";
import { skillOf } from "./people";
import { tableOf, tableOfJson, tablesOf, unguarded } from "./tables";

const bytes = (text: string) => new TextEncoder().encode(text);

describe("cells of files", () => {
  it.each([["'=1+1", "=1+1"], ["''=1", "'=1"], ["'own", "'own"], ["=1", "=1"], ["'＝1", "＝1"], ["", ""]])("%s is %s without its guard", (cell, plain) => expect(unguarded(cell)).toBe(plain));
});

describe("a CSV file", () => {
  it("is one table, its group told by its name", async () => {
    const [table] = (await tablesOf("志愿服务情况 2026.csv", bytes("\uFEFF活动名称,来源\r\n植树,'-甲\r\n\r\n扫雪,乙,多出来的\r\n")))!;
    expect(table).toMatchObject({ group: RecordGroup.SERVICE_RECORDS, headLine: 1, columns: ["活动名称", "来源"] });
    expect(table!.lines).toEqual([{ number: 2, cells: ["植树", "-甲"] }, { number: 4, cells: ["扫雪", "乙"] }]);
    expect(table!.bad).toMatchObject([{ line: 4, value: "多出来的" }]);
  });
  it("that is none is told apart", async () => expect(await tablesOf("x.csv", Uint8Array.of(0, 1, 2))).toBeUndefined());
});

describe("a JSON file", () => {
  const file = (more: object) => JSON.stringify({ format: "diandan-records-1", group: "AWARD_RECORDS", records: [], ...more });
  it("says its group; fields are its columns", () => {
    const table = tableOfJson(file({ records: [{ title: "优秀", minutes: 90 }, { date: null, title: "先进" }] }))!;
    expect(table).toMatchObject({ group: RecordGroup.AWARD_RECORDS, columns: ["title", "minutes", "date"], bad: [] });
    expect(table.lines).toEqual([{ number: 1, cells: ["优秀", "90", ""] }, { number: 2, cells: ["先进", "", ""] }]);
  });
  it("tells what is no text", () => expect(tableOfJson(file({ records: [{ title: ["a"] }, 3] }))!.bad.map(({ line, column }) => [line, column])).toEqual([[1, "title"], [2, ""]]));
  it.each([["{"], [JSON.stringify({ format: "other" })], [JSON.stringify({ format: "diandan-records-1", group: "?", records: [] })]])("%s is none", (text) => expect(tableOfJson(text)).toBeUndefined());
});

describe("a workbook", () => {
  const XML = '<?xml version="1.0"?>';
  const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
  const sheet = (rows: string) => strToU8(`${XML}<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData></worksheet>`);
  const cell = (place: string, text: string) => `<c r="${place}" t="inlineStr"><is><t>${text}</t></is></c>`;
  const relation = (id: number, type: string, target: string) => `<Relationship Id="r${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  const book = zipSync({
    "[Content_Types].xml": strToU8(`${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>`),
    "_rels/.rels": strToU8(`${XML}<Relationships xmlns="${PACKAGE}/relationships">${relation(1, "officeDocument", "xl/workbook.xml")}</Relationships>`),
    "xl/workbook.xml": strToU8(`${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="个人基本信息" sheetId="1" r:id="r1"/><sheet name="培训情况" sheetId="2" r:id="r2"/></sheets></workbook>`),
    "xl/_rels/workbook.xml.rels": strToU8(`${XML}<Relationships xmlns="${PACKAGE}/relationships">${relation(1, "worksheet", "worksheets/sheet1.xml")}${relation(2, "worksheet", "worksheets/sheet2.xml")}</Relationships>`),
    "xl/worksheets/sheet1.xml": sheet(`<row r="1">${cell("A1", "姓名")}</row><row r="3">${cell("A3", "示例小满")}</row>`),
    "xl/worksheets/sheet2.xml": sheet(`<row r="1">${cell("A1", "培训名称")}${cell("B1", "来源")}</row><row r="2">${cell("A2", "敲门")}<c r="B2"><f>1+1</f><v>2</v></c></row>`),
  });
  let tables: Awaited<ReturnType<typeof tablesOf>>;
  beforeAll(async () => {
    language.value = "zh";
    tables = await tablesOf("all.xlsx", book);
  });
  it("is a table a sheet, each of its group", () => expect(tables?.map(({ sheet: name, group, columns }) => [name, group, columns])).toEqual([["个人基本信息", RecordGroup.PERSON_RECORDS, ["姓名"]], ["培训情况", RecordGroup.TRAINING_RECORDS, ["培训名称", "来源"]]]));
  it("keeps its lines' numbers", () => expect(tables?.[0]!.lines).toEqual([{ number: 3, cells: ["示例小满"] }]));
  it("tells a formula, which nobody evaluates", () => expect(tables?.[1]!.bad).toEqual([{ line: 2, column: "来源", value: "", want: "单元格里是公式：换成它的值" }]));
});

describe("a file that is checked", () => {
  const lines = (count: number, cells: (n: number) => string[]) => Array.from({ length: count }, (_, n) => ({ number: n + 2, cells: cells(n) }));
  const table = (count: number, id: (n: number) => string) => tableOf("", RecordGroup.SERVICE_RECORDS, [{ number: 1, cells: ["志愿者来源", "志愿者编号", "来源", "来源编号"] }, ...lines(count, (n) => ["甲", `P${n}`, "乙", id(n)])]);
  it("names a record that stands twice far apart; nearby the server does", () => {
    expect(twiceIn(table(LINES_OF_CALL + 1, (n) => `${n % LINES_OF_CALL}`)).map(({ line, column, want }) => [line, column, want])).toEqual([[LINES_OF_CALL + 2, "来源编号", "和第 2\u00a0行是同一条记录"]]);
    expect(twiceIn(table(3, () => "1"))).toEqual([]);
    expect(twiceIn(table(2 * LINES_OF_CALL, () => " "))).toEqual([]);
  });
  it("forgives lines about people whom the same file brings", () => {
    const coming = new Set(["甲\nP1"]);
    expect(namesSomebodyComing(table(3, String), { line: 3, column: "志愿者编号" }, coming)).toBe(true);
    expect(namesSomebodyComing(table(3, String), { line: 4, column: "志愿者编号" }, coming)).toBe(false);
    expect(namesSomebodyComing(table(3, String), { line: 3, column: "来源编号" }, coming)).toBe(false);
  });
  it("after it was taken back is another import", () => {
    const key = "6f1b5d0e-0a0f-4c39-9d0e-6a5f3c1e7b52";
    const first = importOf("d", table(0, String), key, new Set());
    const second = importOf("d", table(0, String), key, new Set([first]));
    expect(importOf("d", table(0, String), key, new Set())).toBe(first);
    expect(second).not.toBe(first);
    expect(importOf("d", table(0, String), key, new Set([first, second]))).not.toBe(second);
  });
});

describe("a qualification", () => {
  it.each([["health_certificate 2027-01-01", true], ["health_certificate", false], ["a 2027-13-01", false], ["a b 2027-01-01", false]])("%s", (text, is) => expect(skillOf(text) !== undefined).toBe(is));
});

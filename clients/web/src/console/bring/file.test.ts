import { describe, expect, it } from "vitest";
import { linesOf, textOf } from "./file";

const bytes = (...all: number[]) => new Uint8Array(all);
const utf8 = (text: string) => new TextEncoder().encode(text);

describe("text of a file", () => {
  it.each([
    ["UTF-8", utf8("名称,2"), "名称,2"],
    ["UTF-8 with its mark", utf8("\uFEFF名称"), "名称"],
    ["GBK, as Excel saves a CSV in China", bytes(0xc3, 0xfb, 0xb3, 0xc6), "名称"],
    ["UTF-16 with its mark", bytes(0xff, 0xfe, 0x0d, 0x54, 0xf0, 0x79), "名称"],
    ["a picture", bytes(0x89, 0x50, 0x4e, 0x47, 0x00, 0x01), undefined],
  ])("%s", (_, file, text) => expect(textOf(file)).toBe(text));
});

describe("lines of a table", () => {
  const cells = (text: string) => linesOf(text).map((line) => line.cells);

  it.each([
    ["\r\n", "a,b\r\nc,d\r\n"],
    ["\n", "a,b\nc,d"],
    ["\r of old Macs", "a,b\rc,d\r"],
    ["tabs", "a\tb\nc\td"],
    ["semicolons", "a;b\nc;d"],
    ["blanks around cells", " a , b \n c,d "],
  ])("with %s", (_, text) => expect(cells(text)).toEqual([["a", "b"], ["c", "d"]]));

  it("keeps commas, quotes and line ends in a quoted cell", () => {
    expect(cells('"a,1","say ""hi""","two\r\nlines"\nb,c,d')).toEqual([["a,1", 'say "hi"', "two\r\nlines"], ["b", "c", "d"]]);
  });

  it("counts lines as an editor does, over empty ones and line ends in cells", () => {
    expect(linesOf('a,b\n\n"x\ny",c\n,,\nd,e').map((line) => line.number)).toEqual([1, 3, 6]);
  });

  it("takes a quote in the middle of a cell as it is", () => {
    expect(cells('5" pipe,b')).toEqual([['5" pipe', "b"]]);
  });
});

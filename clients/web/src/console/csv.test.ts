import { describe, expect, it } from "vitest";
import { csvOf } from "./csv";

describe("csv", () => {
  it("quotes what would break a row", () => {
    expect(csvOf([["a", 'say "hi"', "x,y", "two\nlines"]])).toBe('\uFEFFa,"say ""hi""","x,y","two\nlines"\r\n');
  });

  it("lets no spreadsheet run a cell, and keeps numbers", () => {
    expect(csvOf([["=1+1", "+86", "@SUM", "-cmd", "-5"]])).toBe("\uFEFF'=1+1,'+86,'@SUM,'-cmd,-5\r\n");
  });
});

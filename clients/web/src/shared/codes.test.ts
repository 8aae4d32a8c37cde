import { describe, expect, it } from "vitest";
import { closingCodeFits, inThrees, ratingSecret, rollingCode } from "./codes";
import { longId, newId, shortId } from "./ids";

describe("closing code", () => {
  it("catches every single wrong digit and every swap of neighbours", () => {
    const right = Array.from({ length: 10 }, (_, d) => `12345${d}`).filter(closingCodeFits);
    expect(right).toHaveLength(1);
    const code = right[0]!;
    for (let i = 0; i < 6; i++) {
      for (let d = 0; d < 10; d++) {
        const other = code.slice(0, i) + d + code.slice(i + 1);
        if (other !== code) expect(closingCodeFits(other)).toBe(false);
      }
      if (i < 5 && code[i] !== code[i + 1]) {
        expect(closingCodeFits(code.slice(0, i) + code[i + 1] + code[i] + code.slice(i + 2))).toBe(false);
      }
    }
    expect(inThrees("408216")).toBe("408 216");
  });
});

describe("rolling code", () => {
  it("differs in and out, and holds for a minute", async () => {
    const key = new Uint8Array(32).fill(7);
    const at = Date.UTC(2026, 10, 24, 1, 0, 0);
    const code = await rollingCode(key, "in", at);
    expect(code).toMatch(/^\d{6}$/);
    expect(await rollingCode(key, "in", at + 59_000)).toBe(code);
    expect(await rollingCode(key, "in", at + 60_000)).not.toBe(code);
    expect(await rollingCode(key, "out", at)).not.toBe(code);
  });
});

describe("ids", () => {
  it("survive the way through a QR code", () => {
    const id = newId(1_700_000_000_000);
    expect(id).toMatch(/^018bcfe5-6800-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(longId(shortId(id))).toBe(id);
    expect(longId("nonsense")).toBe("");
  });
  it("reads a rating secret as people type it", () => {
    expect(ratingSecret("abcd-efgh jkmn pqrs tvwx yzoi l0")).toBe("ABCDEFGHJKMNPQRSTVWXYZ0110");
    expect(ratingSecret("short")).toBe("");
  });
});

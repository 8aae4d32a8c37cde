import { describe, expect, it } from "vitest";
import { sayFree } from "./free";

describe("free times", () => {
  it.each([
    ["", []],
    ["周一 上午", [0]],
    ["周一 上午、晚上", [0, 2]],
    ["周三 全天，周日 晚上", [6, 7, 8, 20]],
  ])("are %s", (words, slots) => expect(sayFree(slots as number[])).toBe(words));
});

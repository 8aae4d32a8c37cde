import { describe, expect, it } from "vitest";
import { fromCivil } from "@/shared/time";
import { sayFree, slotOf } from "./free";

describe("free times", () => {
  it.each([
    ["", []],
    ["周一 上午", [0]],
    ["周一 上午、晚上", [0, 2]],
    ["周三 全天，周日 晚上", [6, 7, 8, 20]],
  ])("are %s", (words, slots) => expect(sayFree(slots as number[])).toBe(words));

  it.each([[fromCivil(2026, 11, 23, 0), 0], [fromCivil(2026, 11, 23, 720), 1], [fromCivil(2026, 11, 29, 18 * 60), 20]])(
    "%i falls into %i", (at, slot) => expect(slotOf(at)).toBe(slot));
});

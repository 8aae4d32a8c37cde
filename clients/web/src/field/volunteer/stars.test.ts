import { describe, expect, it } from "vitest";
import { starsOf } from "./stars";

describe("stars", () => {
  it.each([
    [0, { stars: 0, missing: 6000, share: 0 }],
    [3000, { stars: 0, missing: 3000, share: 0.5 }],
    [6000, { stars: 1, missing: 12000, share: 0 }],
    [90_000 - 1, { stars: 4, missing: 1, share: 29_999 / 30_000 }],
    [90_000, { stars: 5, missing: 0, share: 1 }],
  ])("of %i minutes", (minutes, expected) => expect(starsOf(minutes, [100, 300, 600, 1000, 1500])).toEqual(expected));
  it("are the county's own", () => expect(starsOf(3000, [20, 50, 80, 100, 200])).toEqual({ stars: 2, missing: 1800, share: 0 }));
});

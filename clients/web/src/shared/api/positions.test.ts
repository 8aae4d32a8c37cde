import { beforeEach, describe, expect, it } from "vitest";
import { forget, positions, remember } from "./positions";

describe("positions", () => {
  beforeEach(forget);

  it("keeps the furthest of each place", () => {
    remember("orders/150525/7, hours/150525/3");
    remember("orders/150525/6, nonsense");
    expect(positions()).toEqual(["orders/150525/7", "hours/150525/3"]);
  });

  it("sends the sixteen that were heard of last", () => {
    remember("orders/150525/1");
    for (let county = 1; county <= 16; county++) remember(`orders/${county}/1`);
    remember("orders/150525/2");
    expect(positions()).toHaveLength(16);
    expect(positions().at(-1)).toBe("orders/150525/2");
  });
});

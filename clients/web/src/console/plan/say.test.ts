import { create } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { PlanFiguresSchema, PlanModel, PlanSchema, PlanShareSchema } from "@/gen/diandan/matching/v1/plan_pb";
import { PlanStage } from "@/gen/diandan/matching/v1/plan_service_pb";
import { plan as en } from "../words/plan.en";
import { plan as zh } from "../words/plan.zh";
import { lotsOf } from "./offering";
import { gapOf, kmOf, percentOf, sayAside, sayGap, sayLead } from "./say";

describe("a plan in words", () => {
  it.each([[0, "0"], [1, "0.01"], [50, "0.50"], [100, "1"], [125, "1.25"]])("says a gap of %i as %s", (gap, said) => expect(sayGap(gap)).toBe(said));
  it("rounds a gap up while it plans, and says none without a bound", () => {
    expect(gapOf(10_001n, 10_000n)).toBe("0.01");
    expect(gapOf(100_001n, 100_000n)).toBe("0.01");
    expect(gapOf(5n, 0n)).toBeUndefined();
  });
  it("says 100% only of all", () => {
    expect(percentOf(create(PlanShareSchema, { orders: 1000, recommended: 999 }))).toBe(99);
    expect(percentOf(create(PlanShareSchema, { orders: 3, recommended: 3 }))).toBe(100);
  });
  it("counts a way by the plan's own points", () => {
    expect(kmOf(104, create(PlanSchema, { weights: { pointsPerKm: 40 } }))).toBe("2.6");
    expect(kmOf(-10, create(PlanSchema, {}))).toBe("−0.5");
  });
  it.each([
    [{ recommended: 6 }, "6 单都有队可派。"], [{ recommended: 6, unserved: 1 }, "6 单有队可派，1 单排不上。"], [{ unserved: 2 }, "2 单都排不上。"], [{}, "现在没有要排的单子。"],
  ])("begins with how things stand: %o", (figures, said) => expect(sayLead(create(PlanFiguresSchema, figures)).replace(/\u00a0/g, " ")).toBe(said));
  it("tells what was left alone", () => {
    expect(sayAside(create(PlanFiguresSchema, { orders: 1, beingAsked: 2 }))).toContain("2");
    expect(sayAside(create(PlanFiguresSchema, { orders: 1 }))).toBe("");
    expect(sayAside(create(PlanFiguresSchema, {}))).toBe("没有等人接的单子。");
  });
  it("has a word for every stage and way of counting time", () => {
    const names = (values: object) => Object.entries(values).flatMap(([name, value]) => (typeof value === "number" && value > 0 ? [name] : []));
    for (const words of [zh, en]) {
      expect(Object.keys(words.planStage)).toEqual(names(PlanStage));
      expect(Object.keys(words.planModel)).toEqual(names(PlanModel));
    }
  });
  it("offers in lots that a request can carry, each with a request of its own", () => {
    const lots = lotsOf(Array.from({ length: 401 }, (_, at) => String(at)));
    expect(lots.map(({ orders }) => orders.length)).toEqual([200, 200, 1]);
    expect(new Set(lots.map(({ requestId }) => requestId)).size).toBe(3);
  });
});

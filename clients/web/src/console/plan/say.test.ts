import { create } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { PlanFiguresSchema, PlanModel, PlanSchema, PlanShareSchema } from "@/gen/diandan/matching/v1/plan_pb";
import { PlanStage } from "@/gen/diandan/matching/v1/plan_service_pb";
import { RankedTeamSchema } from "@/gen/diandan/matching/v1/resources_pb";
import { TermKind } from "@/gen/diandan/matching/v1/types_pb";
import { language } from "@/shared/i18n";
import { plan as en } from "../words/plan.en";
import { plan as zh } from "../words/plan.zh";
import { lotsOf } from "./offering";
import { gapOf, kmOf, percentOf, sayAside, sayGap, sayLead, wayOf } from "./say";

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
    expect(wayOf(create(RankedTeamSchema, { points: 104 }), create(PlanSchema, { weights: { pointsPerKm: 40 } }))).toBe("折合 2.6\u00a0公里");
  });
  it("says the way and what speaks for a team apart where that outweighs the way", () => {
    const team = create(RankedTeamSchema, { points: -10, terms: [{ kind: TermKind.DISTANCE, points: 40 }, { kind: TermKind.PLACE, points: -50 }] });
    expect(wayOf(team, create(PlanSchema, {}))).toBe("路远算 2.0\u00a0公里，长处抵 2.5\u00a0公里");
  });
  it("counts one in English as one", () => {
    language.value = "en";
    expect([1, 2].map((m) => sayLead(create(PlanFiguresSchema, { recommended: m, unserved: 3 - m })))).toEqual(["1 order has a team, 2 have none.", "2 orders have a team, 1 has none."]);
    language.value = "zh";
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

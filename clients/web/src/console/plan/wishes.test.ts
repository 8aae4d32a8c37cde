import { create } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { PlanModel, PlanSchema } from "@/gen/diandan/matching/v1/plan_pb";
import { PlanPolicySchema, WeightsSchema } from "@/gen/diandan/matching/v1/types_pb";
import { banned, changesOf, pinned, unbanned, unpinned, wishesOf } from "./wishes";

const county = create(WeightsSchema, { version: 3, pointsPerKm: 20, plan: { evenness: 30 } });
const tried = create(WeightsSchema, { ...county, version: -1, plan: create(PlanPolicySchema, { evenness: 0 }) });
const a = { order: "o/a", team: "t/1" };
const other = { order: "o/a", team: "t/2" };
const planOf = (more: object = {}) => create(PlanSchema, { name: "p", model: PlanModel.HALF_DAYS, weights: county, ...more });
const count = (wishes: Parameters<typeof changesOf>[0], plan = planOf()) => changesOf(wishes, plan, county).count;

describe("wishes for the next plan", () => {
  it("begin as the plan was made", () => {
    const plan = planOf({ pins: [a], bans: [other], weights: tried });
    expect(wishesOf(plan)).toMatchObject({ pins: [a], bans: [other], weights: { version: -1 } });
    expect(count(wishesOf(plan), plan)).toBe(0);
    expect(wishesOf(planOf()).weights).toBeUndefined();
  });
  it("hold one pin for an order, and no team both wanted and not", () => {
    const twice = pinned(pinned(wishesOf(planOf()), a), other);
    expect(twice.pins).toEqual([other]);
    expect(banned(twice, other)).toMatchObject({ pins: [], bans: [other] });
    expect(pinned(banned(twice, other), other)).toMatchObject({ pins: [other], bans: [] });
  });
  it("are counted against the plan, and taken back", () => {
    const plan = planOf({ pins: [a] });
    expect(count(pinned(wishesOf(plan), other), plan)).toBe(1); // another team, one wish
    expect(changesOf(unpinned(wishesOf(plan), "o/a"), plan, county)).toMatchObject({ unpins: [a], count: 1 });
    expect(count(pinned(unpinned(wishesOf(plan), "o/a"), a), plan)).toBe(0);
    expect(count(unbanned(banned(wishesOf(planOf()), a), a))).toBe(0);
    expect(count({ ...wishesOf(planOf()), weights: tried })).toBe(1);
    expect(count({ ...wishesOf(planOf()), model: PlanModel.CLOCK_TIMES })).toBe(1);
  });
  it("go back from tried points to the county's", () => {
    const plan = planOf({ weights: tried });
    expect(count({ ...wishesOf(plan), weights: undefined }, plan)).toBe(1);
  });
});

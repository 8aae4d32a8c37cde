import { create } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { WeightsSchema } from "@/gen/diandan/matching/v1/types_pb";
import { wrongIn } from "../edit/form";
import { limitsAt } from "../edit/limits";
import { valuesOf } from "../edit/policies";
import { changeForm, policyOf, samePolicy, USUAL, wantedOf, type Change } from "./change";

const present = create(WeightsSchema, {
  version: 3, simulation: "counties/1/simulations/s", pointsPerKm: 20, distanceCap: 600, ratingPriorCount: 5, load: 200, loadCap: 300, assumedWeeklySlots: 4,
  plan: { evenness: 30, routineWeight: 3000, urgentWeight: 9000, weightPerDay: 100 },
  waves: { automatic: true, routineSize: 1, urgentSize: 3, villagePercent: 25, townshipPercent: 25, countyPercent: 50, shortestMinutes: 30, bounds: {
    routineTargetPercent: 70, urgentTargetPercent: 95, priorAskedCount: 10, priorTakenCount: 7, growthSize: 1, routineMostSize: 5, urgentMostSize: 10, weeklyAskCount: 10, openOfferCount: 4, floorDays: 30, floorKm: 5, emergencySize: 30, emergencyMinutes: 20,
  } },
  fairness: { lowServedExtraTeams: 1, lowServedMinOrders: 20, lowServedMarginPercent: 5, windowDays: 90, priorOrders: 10 },
});
const change = (more: Partial<Change> = {}): Change => ({ ...valuesOf(present), ...USUAL, ...more });

describe("a change to be simulated", () => {
  const form = changeForm(present, undefined, () => {});
  it("begins with what is in force, and shows what is changed", () => {
    expect(form.start).toEqual(change());
    expect(form.compares).toBe(true);
  });
  it("is held to the contract's limits, every number of it", () => {
    for (const { path, kind } of form.fields) if (kind === "number") expect(limitsAt(form.schema, path), path).toBeDefined();
    expect(wrongIn(form, change())).toEqual([]);
    expect(wrongIn(form, change({ load: 10_001, routineSize: 6, seeds: 1 })).map(({ key }) => key)).toEqual(["load", "routineSize", "seeds"]);
  });
  it("asks for the size of a made-up county only", () => {
    const shown = (values: Change) => form.fields.filter((field) => field.shown && field.shown(values)).map(({ key }) => key);
    expect(shown(change())).toEqual([]);
    expect(shown(change({ source: "MADE_UP" }))).toEqual(["ordersPerDay", "teams"]);
  });
  it("is sent as B on the county's own orders, or on a made-up county", () => {
    const { policyB, setup } = wantedOf(change({ load: 300, routineSize: 2 }));
    expect(policyB).toMatchObject({ load: 300, distanceCap: 600, waves: { routineSize: 2, automatic: true }, plan: { evenness: 30 } });
    expect(setup).toEqual({ history: true, days: 60, seeds: 20, firstSeed: 1, sensitivity: true });
    expect(wantedOf(change({ source: "MADE_UP", teams: 40 })).setup).toMatchObject({ history: false, ordersPerDay: 60, teams: 40 });
  });
  it("stands again as it was typed", () => {
    const last = change({ load: 250 });
    expect(changeForm(present, last, () => {}).start).toEqual(last);
  });
});

describe("two sets of weights", () => {
  it("are the same whatever they rest on", () => {
    const other = policyOf(present);
    expect([other.version, other.simulation]).toEqual([0, ""]);
    expect(samePolicy(present, other)).toBe(true);
    expect(samePolicy(present, create(WeightsSchema, { ...other, load: 201 }))).toBe(false);
    expect(samePolicy(present, create(WeightsSchema, { ...other, waves: { ...other.waves!, automatic: false } }))).toBe(false);
  });
});

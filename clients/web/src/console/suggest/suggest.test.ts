import { create } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { describe, expect, it } from "vitest";
import { SuggestedOrderSchema, SuggestionDismissal, SuggestionKind, SuggestionSchema, SuggestionStrength } from "@/gen/diandan/matching/v1/suggestion_pb";
import { OrderState } from "@/gen/diandan/orders/v1/types_pb";
import { bundleOf, countText, differences, dismissalsOf, goesOf, staysOf, titleOf } from "./suggest";

const at = (hour: number) => timestampFromMs(Date.UTC(2026, 11, 5, hour));
const order = (name: string, more: object = {}) =>
  create(SuggestedOrderSchema, { order: name, state: OrderState.OPEN, station: "v1", menuItem: "haircut", sessions: [{ startTime: at(1), endTime: at(3) }], ...more });

describe("a suggestion", () => {
  it("is named by how sure it is", () => {
    expect(titleOf(create(SuggestionSchema, { kind: SuggestionKind.SAME_NEED, strength: SuggestionStrength.SURE }))).toBe("SURE");
    expect(titleOf(create(SuggestionSchema, { kind: SuggestionKind.SAME_NEED, strength: SuggestionStrength.LIKELY }))).toBe("LIKELY");
    expect(titleOf(create(SuggestionSchema, { kind: SuggestionKind.ONE_TRIP }))).toBe("ONE_TRIP");
  });
  it("is set aside for reasons that fit it", () => {
    expect(dismissalsOf(SuggestionKind.SAME_NEED)).not.toContain(SuggestionDismissal.BETTER_APART);
    expect(dismissalsOf(SuggestionKind.ONE_TRIP)).not.toContain(SuggestionDismissal.WANTED_TWICE);
  });
  it("rather keeps what a team has accepted, else what was placed first", () => {
    const open = create(SuggestionSchema, { orders: [order("a"), order("b")] });
    expect(staysOf(open)?.order).toBe("a");
    const held = create(SuggestionSchema, { orders: [order("a"), order("b", { state: OrderState.ACCEPTED })] });
    expect(staysOf(held)?.order).toBe("b");
    expect(goesOf(held, held.orders[1]!)?.order).toBe("a");
  });
  it("shows what differs", () => {
    expect(differences(order("a"), order("b"))).toEqual({ when: false, where: false, what: false });
    expect(differences(order("a"), order("b", { station: "v2", sessions: [{ startTime: at(2), endTime: at(3) }] }))).toEqual({ when: true, where: true, what: false });
  });
  it("is asked for with the times that were shown", () => {
    const trip = create(SuggestionSchema, { team: "barbers", orders: [order("a"), order("b", { sessions: [{ startTime: at(4), endTime: at(5) }] })] });
    expect(bundleOf(trip)).toEqual({ team: "barbers", orders: [{ order: "a", startTime: at(1) }, { order: "b", startTime: at(4) }] });
  });
  it("is counted by kind", () => {
    const found = [create(SuggestionSchema, { kind: SuggestionKind.SAME_NEED }), create(SuggestionSchema, { kind: SuggestionKind.SAME_NEED })];
    expect(countText(found, SuggestionKind.SAME_NEED, true)).toBe("2");
    expect(countText(found, SuggestionKind.SAME_NEED, false)).toBe("2+");
    expect(countText(found, SuggestionKind.ONE_TRIP, true)).toBe("");
  });
});

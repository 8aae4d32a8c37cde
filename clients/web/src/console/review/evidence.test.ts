import { create } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { Doubt, EntrySchema } from "@/gen/diandan/hours/v1/entry_pb";
import { EntryState } from "@/gen/diandan/hours/v1/events_pb";
import { RiskKind } from "@/gen/diandan/hours/v1/risk_pb";
import { word } from "../words";
import { headingOf, risksOf } from "./evidence";

const entryWith = (points: number, state = EntryState.PENDING) =>
  create(EntrySchema, { state, doubts: [Doubt.NOT_OWN_CODE], risk: { points, flags: [{ kind: RiskKind.REUSED_PHOTO, points, sentence: "…" }, { kind: RiskKind.PADDED_MINUTES, points: 20 }] } });

describe("what makes somebody look at an entry", () => {
  it("is its weightiest risk before any doubt", () => {
    expect(headingOf(entryWith(72))).toBe(word("risk", "REUSED_PHOTO"));
    expect(risksOf(entryWith(72))).toHaveLength(2);
  });
  it("is a doubt when the risk is not worth a look", () => {
    expect(headingOf(entryWith(35))).toBe(word("doubt", "NOT_OWN_CODE"));
    expect(risksOf(entryWith(35))).toEqual([]);
    expect(risksOf(create(EntrySchema, {}))).toEqual([]);
  });
  it("is the second look where one is asked for", () => {
    expect(headingOf(entryWith(72, EntryState.SECOND))).not.toBe(word("risk", "REUSED_PHOTO"));
  });
  it("has a word for each kind", () => {
    for (const kind of Object.keys(RiskKind).filter((name) => Number.isNaN(Number(name)) && name !== "RISK_KIND_UNSPECIFIED")) expect(word("risk", kind)).not.toBe("");
  });
});

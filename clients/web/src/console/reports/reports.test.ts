import { create } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { ShareSchema } from "@/gen/diandan/hours/v1/report_pb";
import { TypedCountsSchema } from "@/gen/diandan/orders/v1/duty_facts_service_pb";
import { fromCivil } from "@/shared/time";
import { hoursOf, sayShare, spanOf, typedMean } from "./reports";

describe("reports", () => {
  it("knows a month, a year and days", () => {
    expect(spanOf("2026-11")).toEqual({ from: fromCivil(2026, 11, 1), until: fromCivil(2026, 12, 1) });
    expect(spanOf("2026-12")).toEqual({ from: fromCivil(2026, 12, 1), until: fromCivil(2027, 1, 1) });
    expect(spanOf("2026")).toEqual({ from: fromCivil(2026, 1, 1), until: fromCivil(2027, 1, 1) });
    expect(spanOf("2026-11-01..2026-11-02")).toEqual({ from: fromCivil(2026, 11, 1), until: fromCivil(2026, 11, 3) });
    for (const wrong of ["", "2026-13", "2026-11-02..2026-11-01", "soon"]) expect(spanOf(wrong)).toBeUndefined();
  });
  it("never rounds what is missing away", () => {
    expect(sayShare(create(ShareSchema, { of: 1000, met: 999 }))).toBe("99%");
    expect(sayShare(create(ShareSchema, {}))).toBe("–");
    expect(hoursOf(95n)).toBe(1.6);
  });
  it("says how many fields were typed per closed order", () => {
    const typed = [create(TypedCountsSchema, { orders: 3, placing: 6, closing: 3 }), create(TypedCountsSchema, { orders: 1, rating: 1 })];
    expect(typedMean(typed)).toBe(2.5);
    expect(typedMean([])).toBeUndefined();
  });
});

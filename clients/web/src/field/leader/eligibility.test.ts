import { create } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { OrderSchema } from "@/gen/diandan/orders/v1/order_pb";
import { GeoPointSchema } from "@/gen/diandan/volunteers/v1/types_pb";
import { ConsentKind, Volunteer_State, VolunteerSchema } from "@/gen/diandan/volunteers/v1/volunteer_service_pb";
import { stamp } from "@/shared/time";
import { kilometres } from "./distance";
import { whyNot } from "./eligibility";

const session = { sessionId: "s", startTime: stamp(1000), endTime: stamp(2000) };
const order = (more: object = {}) => create(OrderSchema, { sessions: [session], ...more });
const person = (more: object = {}) =>
  create(VolunteerSchema, { state: Volunteer_State.ACTIVE, consents: [{ kind: ConsentKind.RECORD, given: true }], ...more });
const until = (ms: number) => ({ code: "health_certificate", validUntil: stamp(ms) });

describe("who may come", () => {
  it.each([
    ["", {}, {}],
    ["SUSPENDED", {}, { state: Volunteer_State.SUSPENDED }],
    ["NO_CONSENT", {}, { consents: [] }],
    ["GUARDIAN_CONSENT_MISSING", {}, { isMinor: true }],
    ["", {}, { isMinor: true, guardianConsent: true }],
    ["QUALIFICATION_MISSING", { qualification: "health_certificate" }, {}],
    ["QUALIFICATION_EXPIRED", { qualification: "health_certificate" }, { qualifications: [until(1999)] }],
    ["", { qualification: "health_certificate" }, { qualifications: [until(2000)] }],
    ["TRAINING_MISSING", { qualification: "training:haircut" }, {}],
    ["INSURANCE_MISSING", { insuranceRequired: true }, { insurances: [{ validFrom: stamp(1001), validUntil: stamp(9000) }] }],
    ["", { insuranceRequired: true }, { insurances: [{ validFrom: stamp(1000), validUntil: stamp(2000) }] }],
  ])("says %s", (expected, orderFacts, personFacts) => {
    expect(whyNot(order(orderFacts), person(personFacts))).toBe(expected);
  });

  it("measures distances", () => {
    const point = (latMilli: number, lngMilli: number) => create(GeoPointSchema, { latMilli, lngMilli });
    expect(kilometres(point(43_000, 120_000), point(43_020, 120_000))).toBeCloseTo(2.22, 1);
    expect(kilometres(point(43_000, 120_000), undefined)).toBeUndefined();
  });
});

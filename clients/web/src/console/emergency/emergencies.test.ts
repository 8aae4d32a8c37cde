import { create } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { EmergencySchema } from "@/gen/diandan/matching/v1/emergency_service_pb";
import { DAY, HOUR, fromCivil, stamp } from "@/shared/time";
import { momentText, msOfMoment } from "../edit/dates";
import { scopeOf, standingOf, wrongUntil } from "./emergencies";

const now = fromCivil(2026, 11, 29, 9 * 60 + 5);

describe("an emergency's end", () => {
  it("is later than now, and no month away", () => {
    expect(wrongUntil(momentText(now - HOUR), now)).toEqual([{ key: "untilTime", want: "要晚于现在" }]);
    expect(wrongUntil(momentText(now + HOUR), now)).toEqual([]);
    expect(wrongUntil(momentText(now + 30 * DAY), now)).toEqual([]);
    expect(wrongUntil(momentText(now + 31 * DAY), now)).toEqual([{ key: "untilTime", want: expect.stringMatching(/^最多.30.天以后$/) }]);
  });
  it("is written as inputs read it, whatever the hour", () => {
    expect(momentText(now)).toBe("2026-11-29T09:05");
    expect(msOfMoment(momentText(now))).toBe(now);
  });
});

describe("an emergency", () => {
  it("is of the whole county unless it names a place, and of all services unless it names some", () => {
    expect(scopeOf(create(EmergencySchema, {}))).toBe("全县");
    expect(scopeOf(create(EmergencySchema, { skills: ["haircut"] }))).toBe("全县 · 理发");
  });
  it("stands, was ended, or is over", () => {
    expect(standingOf(create(EmergencySchema, { stands: true }))).toBe("standing");
    expect(standingOf(create(EmergencySchema, { endTime: stamp(now) }))).toBe("ended");
    expect(standingOf(create(EmergencySchema, {}))).toBe("over");
  });
});

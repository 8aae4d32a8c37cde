import { describe, expect, it } from "vitest";
import { fromCivil, msOf, stamp } from "@/shared/time";
import { checkPage, paperDay, paperPeriod, periodOf } from "./certificates";

const day = (year: number, month: number, date: number, minute = 0) => fromCivil(year, month, date, minute);

describe("days on the paper", () => {
  it("are those of China, whole", () => {
    expect(paperDay(day(2026, 3, 1, 30))).toBe("2026-03-01");
    expect(paperPeriod({ startTime: stamp(day(2026, 3, 1, 540)), endTime: stamp(day(2026, 3, 1, 600)) })).toBe("2026-03-01");
    expect(paperPeriod({ startTime: stamp(day(2026, 3, 1)), endTime: stamp(day(2026, 11, 26)) })).toBe("2026-03-01 – 2026-11-26");
  });
});

describe("the period asked for", () => {
  const now = day(2026, 11, 29, 600);
  it("leaves all open", () => expect(periodOf("all", now)).toEqual({}));
  it("is a year from its first minute to its last", () => {
    expect(msOf(periodOf("thisYear", now).startTime)).toBe(day(2026, 1, 1));
    expect(periodOf("thisYear", now).endTime).toBeUndefined();
    expect(msOf(periodOf("lastYear", now).startTime)).toBe(day(2025, 1, 1));
    expect(msOf(periodOf("lastYear", now).endTime)).toBe(day(2026, 1, 1));
  });
});

it("is checked under its number", () => expect(checkPage("150525-7K3M-9QX4-2TRV")).toBe("/certificates/150525-7K3M-9QX4-2TRV"));

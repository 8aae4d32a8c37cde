import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";
import { Grade } from "@/gen/diandan/hours/v1/events_pb";
import { PointMoveKind, PointsSettingsSchema } from "@/gen/diandan/hours/v1/points_pb";
import { language } from "@/shared/i18n";
import { fromCivil, stamp } from "@/shared/time";
import { lastDay, sayRules, signed, spoken } from "./points";

test("what comes, what goes, and what only changes hands", () => {
  expect(signed({ kind: PointMoveKind.POINTS_EARNED, points: 20 })).toBe("+20");
  expect(signed({ kind: PointMoveKind.POINTS_HELD, points: 20 })).toBe("−20");
  expect(signed({ kind: PointMoveKind.POINTS_SPENT, points: 20 })).toBe("0");
});

test("points are good to the end of the day before they expire", () => {
  language.value = "zh";
  expect(lastDay(stamp(fromCivil(2028, 1, 1))).replace(/\s/gu, " ")).toBe("2027 年 12 月 31 日");
});

test("a code is read out in two breaths", () => expect(spoken("123456")).toBe("123 456"));

test("each rule that changes something is a sentence; without points there is none", () => {
  language.value = "en";
  const skill = (code: string): string => (code === "haircut" ? "Haircut" : code);
  const settings = create(PointsSettingsSchema, { pointsPerHour: 10, validYears: 1, monthCap: 300, gradeShares: [{ grade: Grade.D, percent: 50 }, { grade: Grade.A, percent: 100 }], themeShares: [{ skill: "haircut", percent: 150 }] });
  expect(sayRules(settings, skill)).toEqual([
    "10 points for each hour that is recorded", "Entered from memory: 50%", "Haircut: 150%", "At most 300 points a month", "Good until the end of the next year",
  ]);
  expect(sayRules(create(PointsSettingsSchema, { validYears: 1 }), skill)).toEqual([]);
});

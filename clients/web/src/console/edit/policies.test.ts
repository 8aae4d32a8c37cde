import { create } from "@bufbuild/protobuf";
import { beforeEach, describe, expect, it } from "vitest";
import { PolicySchema } from "@/gen/diandan/hours/v1/policy_pb";
import { language } from "@/shared/i18n";
import { keyAt, wrongIn } from "./form";
import { hoursForm, hoursSettings } from "./policies";

beforeEach(() => void (language.value = "zh"));

describe("stars of a county", () => {
  const form = hoursForm(create(PolicySchema, { settings: { memoryNoticeDays: 5, longDayMinutes: 480, veryLongDayMinutes: 720, starHours: [100, 300, 600, 1000, 1500] } }));
  const wrong = (change: object) => wrongIn(form, { ...form.start, ...change });

  it("are fine as the state recommends them", () => expect(wrong({})).toEqual([]));
  it("climb", () => {
    expect(wrong({ star3Hours: 300 })).toEqual([{ key: "star3Hours", want: "要比前一颗星的多" }]);
    expect(wrong({ star1Hours: 700 })).toEqual([{ key: "star2Hours", want: "要比前一颗星的多" }]);
  });
  it("are whole hours from 1 on, as the contract says", () => {
    expect(wrong({ star1Hours: 0 }).map(({ key }) => key)).toEqual(["star1Hours"]);
    expect(wrong({ star5Hours: 20_001 }).map(({ key }) => key)).toEqual(["star5Hours"]);
  });
  it("are where a refusal of the list is shown", () => expect(keyAt(form, "settings.star_hours")).toBe("star1Hours"));
});

describe("rules for hours", () => {
  const settings = { passGrades: [1], noticeDays: 3, memoryNoticeDays: 5, plannedSharePercent: 60, longDayMinutes: 480, veryLongDayMinutes: 720, starHours: [1, 2, 3, 4, 5], asked: [1] };
  const form = hoursForm(create(PolicySchema, { settings }));
  it("are sent whole, as they were read", () => expect(hoursSettings(form.start)).toMatchObject(settings));
  it("say what they are in words", () => expect(form.fields.map(({ label }) => label).filter((label) => !/\p{Script=Han}/u.test(label))).toEqual([]));
  it("show a refusal where it was set", () => expect(keyAt(form, "settings.asked")).toBe("asked"));
});

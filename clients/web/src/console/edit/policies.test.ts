import { create } from "@bufbuild/protobuf";
import { beforeEach, describe, expect, it } from "vitest";
import { PolicySchema } from "@/gen/diandan/hours/v1/policy_service_pb";
import { language } from "@/shared/i18n";
import { keyAt, wrongIn } from "./form";
import { hoursForm } from "./policies";

beforeEach(() => void (language.value = "zh"));

describe("stars of a county", () => {
  const form = hoursForm(create(PolicySchema, { starHours: [100, 300, 600, 1000, 1500] }));
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
  it("are where a refusal of the list is shown", () => expect(keyAt(form, "star_hours")).toBe("star1Hours"));
});

import { create } from "@bufbuild/protobuf";
import { beforeEach, describe, expect, it } from "vitest";
import { EvaluationTermsSchema } from "@/gen/diandan/hours/v1/evaluation_service_pb";
import { language } from "@/shared/i18n";
import { evaluationForm, sayPermille, termsOf } from "./evaluation";
import { keyAt, wrongIn } from "./form";

beforeEach(() => void (language.value = "zh"));

describe("weights of the evaluation", () => {
  const terms = create(EvaluationTermsSchema, { version: 3, setBy: "accounts/a", gradeAPermille: 1000, gradeBPermille: 1000, gradeCPermille: 900, gradeDPermille: 800, residentWeight: 60, stationWeight: 20, organisationWeight: 20, spanPermille: 200 });
  const form = evaluationForm(terms);
  const wrong = (change: object) => wrongIn(form, { ...form.start, ...change }).map(({ key }) => key);

  it("are fine as built in", () => expect(wrong({})).toEqual([]));
  it("let no weaker evidence weigh more", () => {
    expect(wrong({ gradeCPermille: 1000, gradeDPermille: 1000 })).toEqual([]);
    expect(wrong({ gradeDPermille: 950 })).toEqual(["gradeDPermille"]);
    expect(wrong({ gradeBPermille: 850 })).toEqual(["gradeCPermille"]);
  });
  it("let nobody weigh more than the people served", () => {
    expect(wrong({ stationWeight: 61 })).toEqual(["stationWeight"]);
    expect(wrong({ residentWeight: 19 })).toEqual(["stationWeight", "organisationWeight"]);
  });
  it("stay within the contract", () => {
    expect(wrong({ gradeDPermille: 499 })).toEqual(["gradeDPermille"]);
    expect(wrong({ teamWeight: 11 })).toEqual(["teamWeight"]);
    expect(wrong({ spanPermille: 301 })).toEqual(["spanPermille"]);
  });
  it("are sent without who set them", () => expect(termsOf(form.start)).toEqual({ gradeAPermille: 1000, gradeBPermille: 1000, gradeCPermille: 900, gradeDPermille: 800, residentWeight: 60, stationWeight: 20, organisationWeight: 20, teamWeight: 0, spanPermille: 200 }));
  it("stand in a formula that is said in words", () => {
    expect(form.lead).toContain("评价时长 = 服务时长 × 质量 × 评价系数");
    expect(form.fields.every(({ label, help }) => /\p{Script=Han}/u.test(label) && help)).toBe(true);
    expect(sayPermille(855)).toBe("85.5%");
  });
  it("show a refusal where it was set", () => expect(keyAt(form, "terms.station_weight")).toBe("stationWeight"));
});

// The weights of the evaluation as a form, and the formula that they stand in, in words.
import type { MessageInitShape } from "@bufbuild/protobuf";
import { SetEvaluationTermsRequestSchema, type EvaluationTerms, type EvaluationTermsSchema } from "@/gen/diandan/hours/v1/evaluation_service_pb";
import { evaluations } from "@/shared/honours/honours";
import { session } from "@/shared/session";
import { t, word } from "../words";
import type { Form, Wrong } from "./form";
import { sayWant } from "./limits";
import { setting } from "./policies";

const GRADES = ["gradeAPermille", "gradeBPermille", "gradeCPermille", "gradeDPermille"] as const;
const RATERS = ["residentWeight", "stationWeight", "organisationWeight", "teamWeight"] as const;
const KEYS = [...GRADES, ...RATERS, "spanPermille"] as const;
export type TermValues = Record<(typeof KEYS)[number], number>;

/** 855 of a thousand: "85.5%". */
export const sayPermille = (n: unknown): string => `${Number(n) / 10}%`;

/** What was built in or set before has more to it than weights. */
export const termsOf = (values: TermValues): MessageInitShape<typeof EvaluationTermsSchema> => Object.fromEntries(KEYS.map((key) => [key, values[key]])) as TermValues;

/** No weaker evidence weighs more than stronger, nobody more than the people served. */
function wrongIn(values: TermValues): Wrong[] {
  const most = (key: keyof TermValues, limit: number): Wrong[] => (values[key] > limit ? [{ key, want: sayWant("max", limit) }] : []);
  return [...GRADES.slice(1).flatMap((key, i) => most(key, values[GRADES[i]!])), ...RATERS.slice(1).flatMap((key) => most(key, values.residentWeight))];
}

export function evaluationForm(terms: EvaluationTerms): Form<TermValues, EvaluationTerms> {
  const field = (key: keyof TermValues) => {
    const permille = key.endsWith("Permille");
    return { ...setting<TermValues>("terms.", key, permille ? sayPermille : undefined), unit: permille ? word("settingUnit", "permille") : "" };
  };
  return {
    title: t("policy.evaluation"), lead: t("policy.evaluationFormula"), verb: t("edit.save"), schema: SetEvaluationTermsRequestSchema, start: termsOf(terms) as TermValues, compares: true, say: t("edit.saved"),
    fields: KEYS.map(field), check: wrongIn,
    send: (values, { request }) => evaluations.setEvaluationTerms({ requestId: request, parent: session.parent.value, fromVersion: terms.version, terms: termsOf(values) }),
  };
}

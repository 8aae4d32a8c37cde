// Points that one plan tries, as a form: the same fields as the county's rules, and its limits.
import { PlanModel } from "@/gen/diandan/matching/v1/plan_pb";
import { PlanDispatchRequestSchema } from "@/gen/diandan/matching/v1/plan_service_pb";
import type { PlanPolicy, Weights } from "@/gen/diandan/matching/v1/types_pb";
import { enumChoices } from "../edit/choices";
import type { Form } from "../edit/form";
import { points, setting } from "../edit/policies";
import { t } from "../words";
import { WEIGHED } from "./wishes";

type Tried = Record<(typeof WEIGHED.plan)[number] | (typeof WEIGHED.ranking)[number], number> & { model: PlanModel };

/** `keep` gets what was typed, and no weights when none was changed; nothing is sent. */
export function triedForm(now: Weights, model: PlanModel, keep: (weights: Weights | undefined, model: PlanModel) => void): Form<Tried> {
  const ofPlan = now.plan!;
  const numbers = [...WEIGHED.plan.map((key) => [key, ofPlan[key]] as const), ...WEIGHED.ranking.map((key) => [key, now[key]] as const)];
  return {
    title: t("plan.weightsTitle"), lead: t("plan.weightsLead", { points: now.pointsPerKm }), verb: t("plan.weightsKeep"), schema: PlanDispatchRequestSchema,
    start: { ...Object.fromEntries(numbers), model } as Tried, compares: true, say: t("plan.weightsKept"),
    fields: [
      { key: "model", path: "model", kind: "choice", label: t("plan.model"), choices: () => enumChoices(PlanModel, "planModel"), needed: true },
      ...WEIGHED.plan.map((key) => setting<Tried>("weights.plan.", key, points)), ...WEIGHED.ranking.map((key) => setting<Tried>("weights.", key, points)),
    ],
    send: async ({ model: chosen, ...typed }) => {
      const plan: PlanPolicy = { ...ofPlan, ...Object.fromEntries(WEIGHED.plan.map((key) => [key, typed[key]])) };
      const differs = numbers.some(([key, was]) => typed[key] !== was);
      keep(differs ? { ...now, ...Object.fromEntries(WEIGHED.ranking.map((key) => [key, typed[key]])), plan } : undefined, chosen);
    },
  };
}

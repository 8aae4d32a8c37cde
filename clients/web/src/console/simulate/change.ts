// What is to be tried: the county's weights, changed, and what they are replayed on. Kept while somebody looks elsewhere;
// nothing of it reaches the county's rules.
import { create, type MessageInitShape } from "@bufbuild/protobuf";
import type { SimulationSetupSchema } from "@/gen/diandan/matching/v1/simulation_pb";
import { SimulatePolicyRequestSchema } from "@/gen/diandan/matching/v1/simulation_service_pb";
import { WeightsSchema, type Weights } from "@/gen/diandan/matching/v1/types_pb";
import { session } from "@/shared/session";
import { simulations } from "../api";
import type { Field, Form } from "../edit/form";
import { valuesOf, weightFields, weightsOf, type WeightValues } from "../edit/policies";
import { useMaking } from "../making";
import { t, word } from "../words";

/** To decide by. */
export const ENOUGH_SEEDS = 20;
const OWN = "OWN";
const MADE_UP = "MADE_UP";

interface Setup {
  source: string;
  days: number;
  ordersPerDay: number;
  teams: number;
  seeds: number;
  sensitivity: boolean;
}
export type Change = WeightValues & Setup;
export const USUAL: Setup = { source: OWN, days: 60, ordersPerDay: 60, teams: 400, seeds: ENOUGH_SEEDS, sensitivity: true };

export interface Wanted {
  policyB: MessageInitShape<typeof WeightsSchema>;
  setup: MessageInitShape<typeof SimulationSetupSchema>;
}

export function wantedOf({ source, days, ordersPerDay, teams, seeds, sensitivity, ...values }: Change): Wanted {
  const history = source === OWN;
  return { policyB: weightsOf(values), setup: { history, days, ...(history ? {} : { ordersPerDay, teams }), seeds, firstSeed: 1, sensitivity } };
}

const madeUp = ({ source }: Change): boolean => source === MADE_UP;
function setupField(key: keyof Setup, kind: Field<Change>["kind"], more: Partial<Field<Change>> = {}): Field<Change> {
  const path = `setup.${key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`;
  return { key, path, kind, label: t(`simulate.${key}` as "simulate.days"), ...more };
}

/** `start`: what was tried last, else the present weights; `run` gets what was typed. */
export function changeForm(present: Weights, last: Change | undefined, run: (change: Change) => void): Form<Change> {
  return {
    title: t("simulate.formTitle"), lead: t("simulate.formLead", { points: present.pointsPerKm }), verb: t("simulate.formGo"), schema: SimulatePolicyRequestSchema,
    start: last ?? { ...valuesOf(present), ...USUAL }, compares: true, say: t("simulate.started"),
    fields: [
      ...weightFields<Change>("policy_b."),
      setupField("source", "choice", { path: "setup.history", needed: true, choices: () => [OWN, MADE_UP].map((value) => ({ value, label: word("simulatedSource", value) })) }),
      setupField("days", "number"), setupField("ordersPerDay", "number", { shown: madeUp }), setupField("teams", "number", { shown: madeUp }),
      setupField("seeds", "number", { help: t("simulate.seedsHelp") }), setupField("sensitivity", "tick", { help: t("simulate.sensitivityHelp") }),
    ],
    send: async (change) => run(change),
  };
}

export const useSimulating = () =>
  useMaking((wanted: Wanted, requestId, options) => simulations.simulatePolicy({ requestId, parent: session.parent.value, ...wanted }, options), ({ simulation }) => simulation);

/** Whether two sets of weights ask the same teams in the same order, whatever they rest on. */
export function samePolicy(a: Weights, b: Weights): boolean {
  const [mine, other] = [valuesOf(a), valuesOf(b)];
  return (Object.keys(mine) as (keyof WeightValues)[]).every((key) => mine[key] === other[key]);
}
/** As it is put in force: what it rests on is said by the call. */
export const policyOf = (weights: Weights): Weights => create(WeightsSchema, weightsOf(valuesOf(weights)));

// What the next plan shall keep, leave out or weigh differently. Kept beside the plan it was wished for, so that a look at
// the board loses nothing; nothing of it reaches the server before somebody plans again.
import { create } from "@bufbuild/protobuf";
import { shallowReactive } from "vue";
import { PlanModel, PlanPinSchema, type Plan, type PlanPin } from "@/gen/diandan/matching/v1/plan_pb";
import type { Weights } from "@/gen/diandan/matching/v1/types_pb";

/** An order and a team, by name. */
export interface Pair {
  order: string;
  team: string;
}

export interface Wishes {
  pins: Pair[];
  bans: Pair[];
  /** Tried for the next plan only; undefined: the county's. */
  weights?: Weights;
  model: PlanModel;
}

/** `version` of weights that were tried for one plan. */
const TRIED = -1;
const pairOf = ({ order, team }: PlanPin): Pair => ({ order, team });
const same = (a: Pair, b: Pair): boolean => a.order === b.order && a.team === b.team;
const has = (pairs: readonly Pair[], pair: Pair): boolean => pairs.some((each) => same(each, pair));

/** As the plan was made: what was wished for it holds for the next one too, until it is taken back. */
export function wishesOf({ pins, bans, weights, model }: Plan): Wishes {
  return { pins: pins.map(pairOf), bans: bans.map(pairOf), weights: weights?.version === TRIED ? weights : undefined, model };
}

/** One order has one pin, and never to a team that is ruled out for it. */
export const pinned = (wishes: Wishes, pair: Pair): Wishes => ({
  ...wishes, pins: [...wishes.pins.filter(({ order }) => order !== pair.order), pair], bans: wishes.bans.filter((each) => !same(each, pair)),
});
export const unpinned = (wishes: Wishes, order: string): Wishes => ({ ...wishes, pins: wishes.pins.filter((each) => each.order !== order) });
export const banned = (wishes: Wishes, pair: Pair): Wishes => ({
  ...wishes, pins: wishes.pins.filter((each) => !same(each, pair)), bans: has(wishes.bans, pair) ? wishes.bans : [...wishes.bans, pair],
});
export const unbanned = (wishes: Wishes, pair: Pair): Wishes => ({ ...wishes, bans: wishes.bans.filter((each) => !same(each, pair)) });

const PLAN_KEYS = ["evenness", "routineWeight", "urgentWeight", "weightPerDay"] as const;
const RANKING_KEYS = ["pointsPerKm", "distanceCap", "rating", "languageUnmet", "genderUnmet", "skillExperience", "clientExperience", "sameVillage", "sameTownship"] as const;
/** What a plan weighs: load is left out, since the whole plan shares it. */
export const WEIGHED = { plan: PLAN_KEYS, ranking: RANKING_KEYS };

/** How many points differ between two sets. */
export function weightsChanged(a: Weights, b: Weights): number {
  const plain = RANKING_KEYS.filter((key) => a[key] !== b[key]).length;
  return plain + PLAN_KEYS.filter((key) => a.plan?.[key] !== b.plan?.[key]).length;
}

export interface Changes {
  pins: Pair[];
  unpins: Pair[];
  bans: Pair[];
  unbans: Pair[];
  weights: number;
  model: boolean;
  /** All of them. */
  count: number;
}

/** What is wished beyond what the plan was made with. `county`: its weights, for those who went back to them. */
export function changesOf(wishes: Wishes, plan: Plan, county: Weights | undefined): Changes {
  const base = wishesOf(plan);
  const beyond = (mine: Pair[], others: Pair[]) => mine.filter((pair) => !has(others, pair));
  const next = wishes.weights ?? (base.weights ? county : plan.weights);
  const weights = next && plan.weights ? weightsChanged(next, plan.weights) : 0;
  const pins = beyond(wishes.pins, base.pins);
  // Another team for the same order is one wish, not two.
  const unpins = beyond(base.pins, wishes.pins).filter(({ order }) => !pins.some((each) => each.order === order));
  const [bans, unbans] = [beyond(wishes.bans, base.bans), beyond(base.bans, wishes.bans)];
  const model = wishes.model !== plan.model;
  return { pins, unpins, bans, unbans, weights, model, count: pins.length + unpins.length + bans.length + unbans.length + weights + (model ? 1 : 0) };
}

export const asPins = (pairs: readonly Pair[]): PlanPin[] => pairs.map((pair) => create(PlanPinSchema, pair));

const drafts = shallowReactive(new Map<string, Wishes>());
export const draftOf = (plan: Plan): Wishes => drafts.get(plan.name) ?? wishesOf(plan);
export const keepDraft = (plan: Plan, wishes: Wishes): void => void drafts.set(plan.name, wishes);
export const dropDraft = (plan: Plan): void => void drafts.delete(plan.name);

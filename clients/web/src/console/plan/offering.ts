// Offering what was planned, some hundred orders at a time: each lot is a request of its own that may be repeated, so that
// after a break the next press goes on where it stopped and asks nobody twice.
import { shallowReactive } from "vue";
import type { CommitResult, Plan } from "@/gen/diandan/matching/v1/plan_pb";
import { newId } from "@/shared/ids";
import { plans } from "../api";

/** So many take a few seconds; a request has thirty. */
const IN_ONE_LOT = 200;

interface Lot {
  requestId: string;
  orders: string[];
  results?: CommitResult[];
}
export interface Offering {
  lots: Lot[];
  /** The plan as the last lot left it. */
  plan?: Plan;
}

export function lotsOf(orders: readonly string[]): Lot[] {
  const lots: Lot[] = [];
  for (let at = 0; at < orders.length; at += IN_ONE_LOT) lots.push({ requestId: newId(), orders: orders.slice(at, at + IN_ONE_LOT) });
  return lots;
}

const kept = shallowReactive(new Map<string, Offering>());
/** What was offered of a plan from this desk. */
export const offeringOf = (plan: string): Offering | undefined => kept.get(plan);
export const resultsOf = (offering: Offering): CommitResult[] => offering.lots.flatMap(({ results }) => results ?? []);
export const isDone = (offering: Offering): boolean => offering.lots.every(({ results }) => results);

/** Begins, or goes on with what was begun; throws what stops it. */
export async function offer(plan: string, orders: readonly string[]): Promise<Offering> {
  let offering = kept.get(plan) ?? { lots: lotsOf(orders) };
  kept.set(plan, offering);
  for (const [at, lot] of offering.lots.entries()) {
    if (lot.results) continue;
    const answer = await plans.commitPlan({ requestId: lot.requestId, name: plan, orders: lot.orders }, { timeoutMs: 30_000 });
    offering = { plan: answer.plan, lots: offering.lots.map((each, i) => (i === at ? { ...each, results: answer.results } : each)) };
    kept.set(plan, offering);
  }
  return offering;
}

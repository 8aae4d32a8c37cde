// Planning: a stream of progress that ends with the plan. Leaving the page, or 停下, ends it; nothing is kept then.
import { onUnmounted, ref, shallowRef } from "vue";
import type { Plan, PlanPin } from "@/gen/diandan/matching/v1/plan_pb";
import { PlanModel } from "@/gen/diandan/matching/v1/plan_pb";
import type { PlanDispatchResponse } from "@/gen/diandan/matching/v1/plan_service_pb";
import type { Weights } from "@/gen/diandan/matching/v1/types_pb";
import { needsSignIn, problemOf, type Problem } from "@/shared/api/problem";
import { newId } from "@/shared/ids";
import { session } from "@/shared/session";
import { plans } from "../api";

export interface Wanted {
  model: PlanModel;
  pins: PlanPin[];
  bans: PlanPin[];
  weights?: Weights;
  /** The plan to compare with; "" with none. */
  basePlan: string;
}

export function usePlanning() {
  const busy = ref(false);
  const stopped = ref(false);
  const step = shallowRef<PlanDispatchResponse>();
  const problem = shallowRef<Problem>();
  let stream: AbortController | undefined;
  let last: { wanted?: Wanted; id: string } = { id: "" };

  /** The plan, or nothing when it was stopped or refused. `wanted` sent again after no answer is the same request. */
  async function plan(wanted: Wanted): Promise<Plan | undefined> {
    if (busy.value) return undefined;
    if (last.wanted !== wanted) last = { wanted, id: newId() };
    const mine = (stream = new AbortController());
    busy.value = true;
    stopped.value = false;
    step.value = problem.value = undefined;
    try {
      // The server sets the limit of time.
      for await (const said of plans.planDispatch({ requestId: last.id, parent: session.parent.value, ...wanted }, { signal: mine.signal, timeoutMs: 0 })) {
        step.value = said;
        if (said.plan) return said.plan;
      }
      return undefined;
    } catch (error) {
      last = mine.signal.aborted ? { id: "" } : last;
      stopped.value = mine.signal.aborted;
      problem.value = mine.signal.aborted ? undefined : problemOf(error);
      if (problem.value && !problem.value.retry) last = { id: "" };
      if (problem.value && needsSignIn(problem.value)) session.expired.value = true;
      return undefined;
    } finally {
      busy.value = false;
    }
  }

  const stop = (): void => stream?.abort();
  onUnmounted(stop);
  return { busy, stopped, step, problem, plan, stop };
}

// Planning, as a stream that ends with the plan.
import type { PlanModel, PlanPin } from "@/gen/diandan/matching/v1/plan_pb";
import type { Weights } from "@/gen/diandan/matching/v1/types_pb";
import { session } from "@/shared/session";
import { plans } from "../api";
import { useMaking } from "../making";

export interface Wanted {
  model: PlanModel;
  pins: PlanPin[];
  bans: PlanPin[];
  weights?: Weights;
  /** The plan to compare with; "" with none. */
  basePlan: string;
}

export const usePlanning = () =>
  useMaking((wanted: Wanted, requestId, options) => plans.planDispatch({ requestId, parent: session.parent.value, ...wanted }, options), ({ plan }) => plan);

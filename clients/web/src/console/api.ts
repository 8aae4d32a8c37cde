// Clients that only the desk needs, beside the shared ones.
import { createClient } from "@connectrpc/connect";
import { EntryService } from "@/gen/diandan/hours/v1/entry_service_pb";
import { FairnessService } from "@/gen/diandan/matching/v1/fairness_service_pb";
import { PlanService } from "@/gen/diandan/matching/v1/plan_service_pb";
import { SimulationService } from "@/gen/diandan/matching/v1/simulation_service_pb";
import { SuggestionService } from "@/gen/diandan/matching/v1/suggestion_service_pb";
import { BackFillService } from "@/gen/diandan/orders/v1/back_fill_service_pb";
import { BoardService } from "@/gen/diandan/orders/v1/board_service_pb";
import { FiguresService } from "@/gen/diandan/orders/v1/figures_service_pb";
import { LoopPolicyService } from "@/gen/diandan/orders/v1/loop_policy_service_pb";
import { TrainingService } from "@/gen/diandan/volunteers/v1/training_service_pb";
import { UnitService } from "@/gen/diandan/volunteers/v1/unit_service_pb";
import { transport } from "@/shared/api/clients";

export const entries = createClient(EntryService, transport);
export { hoursPolicy } from "@/shared/api/hours_policy";
export const loopPolicy = createClient(LoopPolicyService, transport);
export { accounts } from "@/shared/password/change";
export const trainings = createClient(TrainingService, transport);
export const units = createClient(UnitService, transport);
export const backFills = createClient(BackFillService, transport);
export const boards = createClient(BoardService, transport);
export const simulations = createClient(SimulationService, transport);
export const suggestions = createClient(SuggestionService, transport);
export const plans = createClient(PlanService, transport);
export const figures = createClient(FiguresService, transport);
export const fairness = createClient(FairnessService, transport);

// What a county decided about hours: for whoever sets it, and for whoever sees stars by it.
import { createClient } from "@connectrpc/connect";
import { PolicyService } from "@/gen/diandan/hours/v1/policy_service_pb";
import { transport } from "./clients";

export const hoursPolicy = createClient(PolicyService, transport);

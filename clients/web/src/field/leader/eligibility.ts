// Who may come, as the server's gate will see it (services/orders/eligibility_rules.h): shown before it is asked, so
// that nobody is put on a list in vain. The server decides.
import type { Order } from "@/gen/diandan/orders/v1/order_pb";
import { TrainingKind } from "@/gen/diandan/volunteers/v1/types_pb";
import { ConsentKind, Volunteer_State, type Volunteer } from "@/gen/diandan/volunteers/v1/volunteer_service_pb";
import { msOf } from "@/shared/time";

export type WhyNot =
  | "" | "SUSPENDED" | "NO_CONSENT" | "GUARDIAN_CONSENT_MISSING" | "QUALIFICATION_MISSING" | "QUALIFICATION_EXPIRED"
  | "TRAINING_MISSING" | "INSURANCE_MISSING";

/** "" when the person may serve in every session of the order. */
export function whyNot(order: Order, person: Volunteer): WhyNot {
  const start = Math.min(...order.sessions.map((each) => msOf(each.startTime)));
  const end = Math.max(...order.sessions.map((each) => msOf(each.endTime)));
  if (person.state !== Volunteer_State.ACTIVE) return "SUSPENDED";
  if (!person.consents.some((each) => each.kind === ConsentKind.RECORD && each.given)) return "NO_CONSENT";
  if (person.isMinor && !person.guardianConsent) return "GUARDIAN_CONSENT_MISSING";
  if (order.qualification.startsWith("training:")) {
    const skill = order.qualification.slice("training:".length);
    if (!person.trainings.some((each) => each.kind === TrainingKind.PROFESSIONAL_SKILLS && each.skill === skill)) return "TRAINING_MISSING";
  } else if (order.qualification) {
    const same = person.qualifications.filter((each) => each.code === order.qualification);
    if (!same.length) return "QUALIFICATION_MISSING";
    if (!same.some((each) => !each.validUntil || msOf(each.validUntil) >= end)) return "QUALIFICATION_EXPIRED";
  }
  const insured = person.insurances.some((each) => msOf(each.validFrom) <= start && msOf(each.validUntil) >= end);
  return order.insuranceRequired && !insured ? "INSURANCE_MISSING" : "";
}

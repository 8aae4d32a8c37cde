// The team's people, each with whether they may come to an order and why not.
import { computed, watch, type ComputedRef } from "vue";
import type { Order } from "@/gen/diandan/orders/v1/order_pb";
import { Membership_State, type Membership } from "@/gen/diandan/volunteers/v1/team_service_pb";
import type { Volunteer } from "@/gen/diandan/volunteers/v1/volunteer_service_pb";
import { volunteers } from "@/shared/api/clients";
import { useRead, type Read } from "@/shared/read";
import { session } from "@/shared/session";
import { msOf } from "@/shared/time";
import { slotOf } from "../parts/free";
import { whyNot, type WhyNot } from "./eligibility";
import { useMembers } from "./members";

export interface Candidate {
  member: Membership;
  why: WhyNot;
  /** Said to be free then; undefined when nothing was said. */
  free: boolean | undefined;
}

export function useCandidates(order: () => Order | undefined): { members: Read<Membership[]>; candidates: ComputedRef<Candidate[]> } {
  const members = useMembers();
  const people = useRead(`people/${session.team.value}`, async () => {
    const known: Record<string, Volunteer> = {};
    const names = (members.data.value ?? []).map((each) => each.volunteer);
    await Promise.all(names.map(async (each) => (known[each] = await volunteers.getVolunteer({ name: each }))));
    return known;
  });
  watch(members.data, () => void people.refresh());
  const candidates = computed(() =>
    (members.data.value ?? []).filter((each) => each.state === Membership_State.ACTIVE).map((member) => {
      const person = people.data.value?.[member.volunteer];
      const found = order();
      const free = found && person?.freeSlots.length ? found.sessions.every((each) => person.freeSlots.includes(slotOf(msOf(each.startTime)))) : undefined;
      return { member, free, why: found && person ? whyNot(found, person) : ("" as const) };
    }));
  return { members, candidates };
}

// One person of the roster instead of another, in every session the other was named for. Pure.
import type { RosterEntry } from "@/gen/diandan/orders/v1/attendance_service_pb";

export function swapped(roster: readonly RosterEntry[], leaves: string, comes: string) {
  return roster.map(({ sessionId, volunteer }) => ({ sessionId, volunteer: volunteer === leaves ? comes : volunteer }));
}

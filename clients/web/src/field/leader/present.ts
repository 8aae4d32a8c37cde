// Who of the roster has come: what the server has paired, and on top what waits on this phone. Pure but for the words.
import type { AttendanceView, RosterEntry } from "@/gen/diandan/orders/v1/attendance_service_pb";
import { RecordedHow } from "@/gen/diandan/orders/v1/types_pb";
import type { Membership } from "@/gen/diandan/volunteers/v1/team_service_pb";
import { t } from "@/shared/i18n";
import type { OutboxItem } from "@/shared/outbox/item";
import { msOf, sayClock } from "@/shared/time";

export interface Present {
  volunteer: string;
  name: string;
  inAt: number;
  outAt: number;
  /** Name of a RecordedHow; "" before anything was recorded. */
  how: string;
  line: string;
}

interface LocalFact { volunteer: string; sessionId: string; direction: string; observedTime: string }

export function peopleOf(session: string, roster: RosterEntry[], came: AttendanceView[], members: Membership[], local: OutboxItem[]): Present[] {
  const facts = local.filter((item) => item.call === "RecordFacts").flatMap((item) => (item.request.facts ?? []) as unknown as LocalFact[]);
  return roster.filter((entry) => entry.sessionId === session).map(({ volunteer }) => {
    const seen = came.filter((each) => each.sessionId === session && each.volunteer === volunteer).pop();
    const waits = (direction: string) => facts.find((each) => each.volunteer === volunteer && each.sessionId === session && each.direction === direction);
    const at = (fact?: LocalFact) => (fact ? Date.parse(fact.observedTime) : 0);
    // Until somebody has checked out, the pairing has no end; what is derived from the plan is none.
    const out = seen && seen.outHow !== RecordedHow.ASSUMED && seen.outHow !== RecordedHow.RECORDED_HOW_UNSPECIFIED ? msOf(seen.endTime) : 0;
    const inAt = (seen && msOf(seen.startTime)) || at(waits("IN"));
    const outAt = out || at(waits("OUT"));
    const how = seen ? RecordedHow[seen.inHow] ?? "" : inAt ? "BY_LEADER" : "";
    const line = outAt ? t("present.out", { in: sayClock(inAt), out: sayClock(outAt) }) : inAt ? t("present.in", { in: sayClock(inAt) }) : t("present.not");
    const name = members.find((each) => each.volunteer === volunteer)?.volunteerName ?? "";
    return { volunteer, name, inAt, outAt, how, line };
  });
}

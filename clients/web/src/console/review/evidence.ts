// What speaks for an entry and what does not, each in one sentence. Never a verdict.
import { Doubt, type Entry } from "@/gen/diandan/hours/v1/entry_pb";
import { EntryState, Grade } from "@/gen/diandan/hours/v1/events_pb";
import { RiskKind, type RiskFlag } from "@/gen/diandan/hours/v1/risk_pb";
import type { Order, TimelineStep } from "@/gen/diandan/orders/v1/order_pb";
import type { Rating } from "@/gen/diandan/orders/v1/rating_service_pb";
import { AttendanceFlag, RaterKind, RatingChannel, RecordedHow } from "@/gen/diandan/orders/v1/types_pb";
import type { IconName } from "@/shared/ui/icons";
import { msOf, sayClock, sayMoment, sayRange } from "@/shared/time";
import { t, word } from "../words";

export interface Line {
  what: string;
  text: string;
  icon: IconName;
  /** Two sides said so. */
  firm: boolean;
}

const FIRM = new Set([RecordedHow.OWN_CODE, RecordedHow.BY_WITNESS]);
const how = (value: RecordedHow): string => word("how", RecordedHow[value]!, t("desk.unknown"));

function recorded(what: string, value: RecordedHow): Line {
  const firm = FIRM.has(value);
  return { what, text: how(value), icon: firm ? "tick" : value === RecordedHow.BY_LEADER ? "person" : "warning", firm };
}

function rosterLine({ flags }: Entry): Line {
  const off = flags.includes(AttendanceFlag.NOT_ON_ROSTER), late = flags.includes(AttendanceFlag.ROSTERED_LATE);
  const text = t(off ? "review.rosterOff" : late ? "review.rosterLate" : "review.rosterOn");
  return { what: t("review.roster"), text, icon: off || late ? "warning" : "tick", firm: !off && !late };
}

/** In the order a reviewer asks: who was expected, came, left, who closed it, what the people served say. */
export function evidenceOf(entry: Entry, order?: Order, steps: TimelineStep[] = [], ratings: Rating[] = []): Line[] {
  const lines = [
    rosterLine(entry),
    recorded(t("review.in", { time: sayClock(msOf(entry.startTime)) }), entry.inHow),
    recorded(t("review.out", { time: sayClock(msOf(entry.endTime)) }), entry.outHow),
  ];
  const first = order?.sessions[0];
  if (first) lines.push({ what: t("review.plan"), text: sayRange(msOf(first.startTime), msOf(order.sessions[order.sessions.length - 1]!.endTime)), icon: "clock", firm: true });
  const closed = [...steps].reverse().find((step) => step.kind === "ORDER_COMPLETED");
  if (closed) lines.push({ what: t("step.ORDER_COMPLETED"), text: sayMoment(msOf(closed.time)), icon: "tick", firm: true });
  const tried = steps.filter((step) => step.kind === "CLOSING_CODE_TRIED").length;
  if (tried) lines.push({ what: t("review.code"), text: t("review.codeTried", { n: tried }), icon: "warning", firm: false });
  const stands = ratings.find((each) => each.raterKind === RaterKind.RESIDENT && !each.annulled && !each.outranked);
  lines.push(stands
    ? { what: t("step.RATED"), text: t("review.rated", { score: word("score", String(stands.score)), channel: word("channel", RatingChannel[stands.channel]!) }), icon: "tick", firm: stands.score > 2 }
    : { what: t("step.RATED"), text: t("review.unrated"), icon: "clock", firm: false });
  return lines;
}

/** From so many points on somebody should look (proto: Risk). */
const LOOK = 50;
export const riskWord = ({ kind }: RiskFlag): string => word("risk", RiskKind[kind]!);
/** Why somebody should look at it, the weightiest first; nothing when it is not worth a look. */
export const risksOf = ({ risk }: Entry): RiskFlag[] => (risk && risk.points >= LOOK ? risk.flags : []);

/** Entries under one heading: what makes somebody look at them. */
export function headingOf(entry: Entry): string {
  if (entry.state === EntryState.SECOND) return t("review.second");
  const [risk] = risksOf(entry);
  if (risk) return riskWord(risk);
  const doubt = entry.doubts[0];
  return doubt === undefined ? t("review.noDoubt") : word("doubt", Doubt[doubt]!);
}

export const gradeWord = (grade: Grade): string => word("grade", Grade[grade]!);
export const gradeLetter = (grade: Grade): string => Grade[grade] ?? "";

// Emergencies as the desk says and declares them.
import { DeclareEmergencyRequestSchema, type Emergency } from "@/gen/diandan/matching/v1/emergency_service_pb";
import { Role } from "@/gen/diandan/volunteers/v1/types_pb";
import { session } from "@/shared/session";
import { DAY, msOf, sayMoment, stamp } from "@/shared/time";
import { emergencies } from "../api";
import { orgChoices, skillChoices } from "../edit/choices";
import { momentText, msOfMoment } from "../edit/dates";
import type { Form, Wrong } from "../edit/form";
import { brief, placeOf, skillName } from "../places";
import { t } from "../words";

const MOST_DAYS = 30;

/** "青龙山镇 · 理发、修理": where, and which services if not all. */
export function scopeOf({ orgPath, skills }: Emergency): string {
  const place = orgPath ? brief(placeOf(orgPath)) : t("emergency.county");
  return [place, skills.map(skillName).join(t("desk.and"))].filter(Boolean).join(" · ");
}

export type Standing = "standing" | "ended" | "over";
export const standingOf = ({ stands, endTime }: Emergency): Standing => (stands ? "standing" : endTime ? "ended" : "over");

/** "暴雪 · 青龙山镇 · 到 明天 18:00". */
export const bannerOf = (emergency: Emergency): string =>
  [emergency.reason, scopeOf(emergency), t("emergency.until", { time: sayMoment(msOf(emergency.untilTime)) })].join(" · ");

export interface Declaration {
  reason: string;
  org: string;
  skills: string[];
  untilTime: string;
}

export function wrongUntil(untilTime: string, now: number): Wrong[] {
  if (!untilTime) return [];
  const until = msOfMoment(untilTime);
  if (until <= now) return [{ key: "untilTime", want: t("emergency.past") }];
  return until > now + MOST_DAYS * DAY ? [{ key: "untilTime", want: t("emergency.far") }] : [];
}

export function declareForm(minutes: number, now = Date.now()): Form<Declaration, Emergency> {
  return {
    title: t("emergency.declare"), lead: t("emergency.formLead", { n: minutes }), verb: t("emergency.declare"), schema: DeclareEmergencyRequestSchema, say: t("emergency.done"), about: { ORG_UNKNOWN: "org" },
    fields: [
      { key: "reason", path: "reason", kind: "text", label: t("emergency.reason"), help: t("emergency.reasonHelp") },
      { key: "org", path: "org", kind: "pick", label: t("emergency.org"), help: t("emergency.orgHelp"), choices: () => orgChoices([Role.DISPATCHER, Role.COUNTY_ADMIN]) },
      { key: "untilTime", path: "until_time", kind: "moment", label: t("emergency.untilTime"), help: t("emergency.untilHelp") },
      { key: "skills", path: "skills", kind: "ticks", label: t("emergency.skills"), help: t("emergency.skillsHelp"), choices: skillChoices },
    ],
    start: { reason: "", org: "", skills: [], untilTime: momentText(now + DAY) },
    check: ({ untilTime }) => wrongUntil(untilTime, Date.now()),
    send: ({ untilTime, ...values }, { request }) =>
      emergencies.declareEmergency({ requestId: request, parent: session.parent.value, untilTime: stamp(msOfMoment(untilTime)), ...values }),
  };
}

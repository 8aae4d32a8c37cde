// A plan in words. Points are said as a way, by the plan's own weights, as its sentences do.
import type { Plan, PlanFigures, PlanLine, PlanShare, Remedy } from "@/gen/diandan/matching/v1/plan_pb";
import { RemedyKind } from "@/gen/diandan/matching/v1/plan_pb";
import type { RankedTeam } from "@/gen/diandan/matching/v1/resources_pb";
import { LeftOut } from "@/gen/diandan/matching/v1/types_pb";
import { msOf, sayRange } from "@/shared/time";
import { sayTerm, sayWay } from "../board/terms";
import { skillName } from "../places";
import { t } from "../words";

const USUAL_POINTS_PER_KM = 20;

/** A difference of two sums. */
export const kmOf = (points: number | bigint, plan: Plan): string => (Number(points) / (plan.weights?.pointsPerKm || USUAL_POINTS_PER_KM)).toFixed(1).replace("-", "−");

export const wayOf = (team: RankedTeam, plan: Plan): string => sayWay(team, plan.weights?.pointsPerKm || USUAL_POINTS_PER_KM);

/** "0.12", never 0 for a gap that is there. */
export const sayGap = (hundredths: number): string => (hundredths / 100).toFixed(hundredths % 100 ? 2 : 0);
/** Of a stream's points and bound; undefined while there is no bound. */
export const gapOf = (points: bigint, bound: bigint): string | undefined =>
  bound > 0n && points >= bound ? sayGap(Math.ceil((Number(points - bound) * 10_000) / Number(bound))) : undefined;

/** Whole, and 100 only for all of them. */
export const percentOf = ({ recommended, orders }: PlanShare): number => Math.floor((recommended * 100) / Math.max(orders, 1));
export const evenness = (thousandths: number): string => (thousandths / 1000).toFixed(2);

export function sayLead({ recommended, unserved }: PlanFigures): string {
  if (!recommended && !unserved) return t("plan.nothing");
  if (!unserved) return t("plan.allServed", { n: recommended });
  return recommended ? t("plan.someServed", { n: recommended, m: unserved }) : t("plan.noneServed", { m: unserved });
}

export function sayAside({ orders, beingAsked: asked, notInSpan: later }: PlanFigures): string {
  if (!orders) return asked || later ? t("plan.nothingHelp", { asked, later }) : t("plan.nothingAtAll");
  if (asked && later) return t("plan.aside", { asked, later });
  return asked ? t("plan.asideAsked", { asked }) : later ? t("plan.asideLater", { later }) : "";
}

/** What decided for a team, else what there is to say: at most two things. */
export function whyOf({ terms, reasons }: RankedTeam): string {
  const decided = terms.filter(({ kind }) => reasons.includes(kind));
  return (decided.length ? decided : terms).slice(0, 2).map(sayTerm).join(t("common.comma"));
}

export const titleOf = ({ need }: PlanLine): string => skillName(need?.skill ?? "");
export function whenOf({ need }: PlanLine): string {
  const first = need?.sessions[0];
  return first ? sayRange(msOf(first.startTime), msOf(first.endTime)) : "";
}

/** The server's sentence, but for the one that would quote a code. */
export const sayRemedy = ({ kind, code, teamName, word, sentence }: Remedy): string =>
  kind === RemedyKind.ONE_RULE && code === LeftOut.SKILL_MISSING ? t("plan.noSkill", { team: teamName, what: skillName(word) }) : sentence;

// A team's points as a person reads them: each term in a few words, and what it weighs in kilometres (20 points = 1 km).
import type { RankedTeam } from "@/gen/diandan/matching/v1/resources_pb";
import { LeftOut, Nearness, TermKind, type LeftOutReason, type TermPoints } from "@/gen/diandan/matching/v1/types_pb";
import { t, word } from "../words";

const POINTS_PER_KM = 20;
export const km = (points: number): string => (points / POINTS_PER_KM).toFixed(1);
/**
 * What a team comes to as a way. Where what speaks for it outweighs the way, both are said apart: nobody lives closer than
 * next door.
 */
export function sayWay({ points, terms }: RankedTeam, pointsPerKm = POINTS_PER_KM): string {
  const asKm = (of: number): string => (of / pointsPerKm).toFixed(1);
  if (points >= 0) return t("board.asKm", { km: asKm(points) });
  const distance = terms.find(({ kind }) => kind === TermKind.DISTANCE)?.points ?? 0;
  return t("board.asKmLess", { km: asKm(distance), less: asKm(distance - points) });
}

/** "+1.2", "−0.6", "0" */
export const signedKm = (points: number): string => (points === 0 ? "0" : `${points < 0 ? "−" : "+"}${km(Math.abs(points))}`);

export function sayTerm({ kind, numbers: n, nearness, word: code }: TermPoints): string {
  switch (kind) {
    case TermKind.DISTANCE:
      return nearness ? word("near", Nearness[nearness]!) : t("term.distance", { km: ((n[0] ?? 0) / 10).toFixed(1) });
    case TermKind.RATING:
      return n[1] ? t("term.rating", { good: n[0] ?? 0, all: n[1] }) : t("term.unrated");
    case TermKind.LOAD:
      if (n.length > 2) return n[1] ? t("term.loadWeeks", { taken: n[0]!, most: n[1], weeks: n[2]! }) : t("term.loadWeeksUndeclared", { taken: n[0]!, weeks: n[2]! });
      return n.length > 1 ? t("term.load", { taken: n[0]!, most: n[1]! }) : t("term.loadUndeclared", { taken: n[0] ?? 0 });
    case TermKind.LANGUAGE:
      return t(n[0] ? "term.speaks" : "term.speaksNot", { language: word("language", code) });
    case TermKind.GENDER:
      return n[0] ? t("term.women", { n: n[0] }) : t("term.noWomen");
    case TermKind.SKILL_EXPERIENCE:
      return t("term.skill", { n: n[0] ?? 0 });
    case TermKind.CLIENT_EXPERIENCE:
      return t("term.client", { n: n[0] ?? 0 });
    default:
      return t(nearness === Nearness.SAME_VILLAGE ? "term.village" : "term.township");
  }
}

/** What put it first, or what keeps it behind the first. */
export function sayReasons(team: RankedTeam): string {
  const kinds = team.reasons.map((kind) => word("termKind", TermKind[kind]!)).join(t("desk.and"));
  if (!kinds) return "";
  return t(team.rank === 1 ? "board.firstFor" : "board.behindIn", { kinds });
}

/** The server's sentence, but for the one that would quote a code. */
export const sayLeftOut = ({ code, sentence }: LeftOutReason): string =>
  code === LeftOut.SKILL_MISSING || code === LeftOut.QUALIFICATION_MISSING ? word("leftOut", LeftOut[code]!) : sentence;

// Why a team is asked, as its leader reads it: what speaks for the team itself, at most four lines, without points. Nothing
// of other teams, and nothing that would read like a mark.
import type { RankedTeam, Recommendation } from "@/gen/diandan/matching/v1/resources_pb";
import { Nearness, TermKind, type TermPoints } from "@/gen/diandan/matching/v1/types_pb";
import { t } from "@/shared/i18n";

const MOST = 4;

/** Where a way was measured: next door. */
const isNear = ({ kind, nearness, numbers }: TermPoints): boolean => kind === TermKind.DISTANCE && !nearness && (numbers[0] ?? 0) < 5;
const isOfVillage = ({ kind, nearness }: TermPoints): boolean => kind === TermKind.PLACE && nearness === Nearness.SAME_VILLAGE;

/** "" where a term does not speak for the team. */
function say(term: TermPoints): string {
  const { kind, numbers: n, nearness, sentence } = term;
  const [first = 0, second = 0] = n;
  switch (kind) {
    case TermKind.DISTANCE:
      return nearness ? "" : isNear(term) ? t("why.near") : t("why.distance", { km: (first / 10).toFixed(1) });
    case TermKind.RATING:
      return first ? t("why.rating", { good: first, all: second }) : "";
    case TermKind.LOAD:
      if (!first) return t("why.free");
      return n.length > 1 && first < second ? t("why.load", { taken: first, most: second }) : "";
    case TermKind.LANGUAGE:
      return first ? withoutPoints(sentence) : "";
    case TermKind.GENDER:
      return first ? t("why.women", { n: first }) : "";
    case TermKind.SKILL_EXPERIENCE:
      return first ? t("why.skill", { n: first }) : "";
    case TermKind.CLIENT_EXPERIENCE:
      return first ? t("why.client", { n: first }) : "";
    case TermKind.PLACE:
      return t(isOfVillage(term) ? "why.village" : "why.township");
    default:
      return "";
  }
}

/** The server names the language; what a term weighs is the dispatcher's matter. */
const withoutPoints = (sentence: string): string => sentence.replace(/\s*(?:（计分 -?\d+）|\(-?\d+ points?\))$/, "");

/** `reasons` name where the first beats the next one, and where the others fall behind: only the former is said. */
function inOrder({ terms, reasons, rank }: RankedTeam, planned: boolean): TermPoints[] {
  const named = terms.filter(({ kind }) => reasons.includes(kind));
  const others = terms.filter(({ kind }) => !reasons.includes(kind));
  return planned || rank === 1 ? [...named, ...others] : others;
}

/** Next door and of the village are one thing, said where the first of them stands. */
function sayAll(terms: TermPoints[]): string[] {
  const both = terms.some(isNear) && terms.some(isOfVillage);
  const lines = terms.map((term) => (both && (isNear(term) || isOfVillage(term)) ? t("why.nearVillage") : say(term)));
  return [...new Set(lines)];
}

export function reasonsFor(team: string, { ranked, plan, floor, emergency }: Recommendation): string[] {
  const mine = ranked.find((each) => each.team === team);
  if (!mine) return [];
  const first = [emergency ? t("why.emergency") : "", floor?.team === team ? t("why.turn", { n: floor.days }) : ""];
  return [...first, ...sayAll(inOrder(mine, plan !== ""))].filter(Boolean).slice(0, MOST);
}

// Whether residents are served alike, as rows and sentences. Places in the order of their division codes: shown, not ranked.
import type { Fairness, ServedFigures, Waited } from "@/gen/diandan/matching/v1/fairness_service_pb";
import { number, span } from "../overview/figures";
import { t } from "../words";

export const DAYS = ["30", "90", "365"] as const;
export type By = "place" | "language";

/** Whole per cent of the orders that came to an end; undefined when none has. */
export const rateOf = ({ servedPerMille }: ServedFigures): number | undefined => (servedPerMille === undefined ? undefined : Math.round(servedPerMille / 10));
export const endedOf = ({ served, unserved }: ServedFigures): number => served + unserved;

/** "2 小时"; "3 件，太少"; a dash where nobody was taken on. */
export function waited(spread: Waited | undefined, share: "half" | "ninth"): string {
  const minutes = share === "half" ? spread?.medianMinutes : spread?.ninthTenthMinutes;
  if (minutes !== undefined) return span(minutes * 60);
  return spread?.count ? t("overview.few", { n: spread.count }) : "–";
}

/** How things stand, in one sentence. */
export function sayLead({ days, county }: Fairness): string {
  const rate = county && rateOf(county);
  if (!county?.letThrough) return t("fairness.nothing", { days });
  if (rate === undefined) return t("fairness.noResult", { days, n: number(county.letThrough) });
  const holes = { days, n: number(county.letThrough), ended: number(endedOf(county)), rate };
  const half = county.waited?.medianMinutes, ninth = county.waited?.ninthTenthMinutes;
  return half === undefined || ninth === undefined ? t("fairness.lead", holes) : t("fairness.leadWaits", { ...holes, half: span(half * 60), ninth: span(ninth * 60) });
}

export function sayLanguage({ language, languageName, languageRequired }: ServedFigures): string {
  if (!language) return t("fairness.noLanguage");
  return t(languageRequired ? "fairness.required" : "fairness.preferred", { language: languageName || language });
}

/** In the order of `paths`; the county's own orders, and places that are not among them, last. */
export function inOrder(lines: readonly ServedFigures[], paths: readonly string[]): ServedFigures[] {
  const at = ({ townshipPath }: ServedFigures) => (paths.includes(townshipPath) ? paths.indexOf(townshipPath) : paths.length);
  return [...lines].sort((a, b) => at(a) - at(b));
}

/** Those that are given larger waves. */
export const larger = ({ townships }: Fairness): ServedFigures[] => townships.filter(({ extraTeams }) => extraTeams > 0);

// Points and rewards: the clients, and what both apps say of them.
import { createClient } from "@connectrpc/connect";
import { PointMoveKind, type PointsSettings, type PointTransfer } from "@/gen/diandan/hours/v1/points_pb";
import { PointsService } from "@/gen/diandan/hours/v1/points_service_pb";
import { RedemptionService } from "@/gen/diandan/hours/v1/redemption_service_pb";
import { RewardService } from "@/gen/diandan/hours/v1/reward_service_pb";
import { Grade } from "@/gen/diandan/hours/v1/events_pb";
import { transport } from "@/shared/api/clients";
import { civil, msOf } from "@/shared/time";
import type { Timestamp } from "@bufbuild/protobuf/wkt";
import { t, word } from "./words";

export const points = createClient(PointsService, transport);
export const rewards = createClient(RewardService, transport);
export const redemptions = createClient(RedemptionService, transport);

/** What a movement does to what may be redeemed: handing over moves what was held already. */
export function signed({ kind, points: count }: Pick<PointTransfer, "kind" | "points">): string {
  if (kind === PointMoveKind.POINTS_SPENT) return "0";
  return kind === PointMoveKind.POINTS_EARNED || kind === PointMoveKind.POINTS_RETURNED ? `+${count}` : `−${count}`;
}

/** The last day on which points are good: they expire when it ends. */
export function lastDay(expiry: Timestamp | undefined): string {
  const { year, month, day } = civil(msOf(expiry) - 1);
  return t("day", { year, month, day });
}

/** "123 456": read out in two breaths. */
export const spoken = (code: string): string => `${code.slice(0, 3)} ${code.slice(3)}`;

/** How points are earned, a sentence a rule; `skill` names a kind of service. None: the county gives none. */
export function sayRules(settings: PointsSettings, skill: (code: string) => string): string[] {
  if (!settings.pointsPerHour) return [];
  const grades = settings.gradeShares.filter(({ percent }) => percent !== 100).map(({ grade, percent }) => t("rule.share", { what: word("grade", Grade[grade]!), percent }));
  const themes = settings.themeShares.filter(({ percent }) => percent !== 100).map(({ skill: code, percent }) => t("rule.share", { what: skill(code), percent }));
  return [
    t("rule.hour", { n: settings.pointsPerHour }), ...grades, ...themes,
    ...(settings.wellRatedPercent ? [t("rule.rated", { percent: settings.wellRatedPercent })] : []),
    ...(settings.monthCap ? [t("rule.cap", { n: settings.monthCap })] : []),
    settings.validYears === 1 ? t("rule.nextYear") : t("rule.years", { n: settings.validYears }),
  ];
}

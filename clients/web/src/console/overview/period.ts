// The time an overview speaks of, in China's days: from Monday, from the first, from New Year.
import { civil, DAY, dayStart, fromCivil } from "@/shared/time";

export const PERIODS = ["week", "month", "year"] as const;
export type Period = (typeof PERIODS)[number];

export function startOf(period: Period, now = Date.now()): number {
  const { year, month, weekday } = civil(now);
  if (period === "week") return dayStart(now) - ((weekday + 6) % 7) * DAY;
  return fromCivil(year, period === "month" ? month : 1, 1);
}

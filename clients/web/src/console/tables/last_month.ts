import { civil, fromCivil } from "@/shared/time";

/** The whole month before this one, from its first moment to the first of the next. */
export function lastMonth(now: number): [from: number, to: number] {
  const { year, month } = civil(now);
  return [month > 1 ? fromCivil(year, month - 1, 1) : fromCivil(year - 1, 12, 1), fromCivil(year, month, 1)];
}

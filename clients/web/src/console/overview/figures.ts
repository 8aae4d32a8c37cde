// Figures as they are said. A median never without its count, a share never without its base.
import { create } from "@bufbuild/protobuf";
import { WeekFiguresSchema, type PlaceFigures, type Spread, type TypedFields, type WeekFigures } from "@/gen/diandan/orders/v1/figures_service_pb";
import { OrderState } from "@/gen/diandan/orders/v1/types_pb";
import { language } from "@/shared/i18n";
import { DAY, msOf, sayMinutes, stamp } from "@/shared/time";
import { t } from "../words";

export const number = (n: number | bigint): string => n.toLocaleString(language.value === "en" ? "en" : "zh-CN");

/** Whole; "" without a base. */
export const percent = (part: number, whole: number): string => (whole ? `${Math.round((part / whole) * 100)}%` : "");

/** "5 小时", "2 天"; undefined when there were too few cases to speak of a half of them. */
export function half(spread: Spread | undefined): string | undefined {
  return spread?.medianSeconds === undefined ? undefined : span(Number(spread.medianSeconds));
}

/** "2.4", "2"; undefined when there were too few. */
export const typedMean = (typed: TypedFields | undefined): string | undefined =>
  typed?.meanTenths === undefined ? undefined : String(typed.meanTenths / 10);

export function span(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  if (minutes >= 48 * 60) return t("overview.days", { n: Math.round(minutes / 144) / 10 });
  return sayMinutes(minutes >= 180 ? Math.round(minutes / 60) * 60 : Math.max(minutes, 1));
}

/** Weeks from the first to the last one, those in between that nobody placed anything in as well. */
export function filled(weeks: readonly WeekFigures[]): WeekFigures[] {
  return weeks.flatMap((week, at) => {
    const [start, before] = [msOf(week.startTime), msOf(weeks[at - 1]?.startTime)];
    const missing = before ? Math.round((start - before) / (7 * DAY)) - 1 : 0;
    return [...Array.from({ length: missing }, (_, n) => create(WeekFiguresSchema, { startTime: stamp(before + (n + 1) * 7 * DAY) })), week];
  });
}

export const inState = (place: PlaceFigures | undefined, ...states: OrderState[]): number =>
  (place?.states ?? []).filter(({ state }) => states.includes(state)).reduce((sum, { orders }) => sum + orders, 0);

/** Hours of a table: whole ones, rounded down; the exact time stands in the title. */
export const wholeHours = (minutes: number): string => t("overview.hours", { n: number(Math.floor(minutes / 60)) });

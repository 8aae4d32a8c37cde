// Free half-days in words: "周一 上午，周三 全天". 0 = Monday morning, 1 = Monday afternoon, 2 = Monday evening, … 20. Pure.
import { t, word } from "@/shared/i18n";
import { civil } from "@/shared/time";

/** Half-days of a day. */
export const SLOTS = 3;
const PARTS = ["morning", "afternoon", "evening"] as const;

/** The half-day that an instant falls into. */
export function slotOf(ms: number): number {
  const { weekday, minute } = civil(ms);
  return ((weekday + 6) % 7) * SLOTS + (minute < 12 * 60 ? 0 : minute < 18 * 60 ? 1 : 2);
}

/** "" when nobody has said anything. */
export function sayFree(slots: readonly number[]): string {
  const days = Array.from({ length: 7 }, (_, day) => {
    const parts = PARTS.filter((_, at) => slots.includes(day * SLOTS + at)).map((part) => t(`part.${part}`));
    const name = word("weekday", String(day));
    if (parts.length === SLOTS) return t("free.slot", { day: name, part: t("free.allDay") });
    return parts.length ? t("free.slot", { day: name, part: parts.join(t("common.and")) }) : "";
  });
  return days.filter(Boolean).join(t("common.comma"));
}

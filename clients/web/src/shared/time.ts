// Civil time of China (UTC+8, fixed) and how it is said. Pure; wording in message files is not needed here because
// the two languages differ only in the small table below.
import { timestampDate, timestampFromMs, type Timestamp } from "@bufbuild/protobuf/wkt";
import { language, whole } from "@/shared/i18n";

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
const OFFSET = 8 * HOUR;
const WEEKDAYS = { zh: ["周日", "周一", "周二", "周三", "周四", "周五", "周六"], en: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"] };
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** No line ends here. */
const JOINED = "\u2060";

export const msOf = (time?: Timestamp): number => (time ? timestampDate(time).getTime() : 0);
export const stamp = (ms: number): Timestamp => timestampFromMs(ms);

/** Year, month, day, … of an instant in China. */
export function civil(ms: number) {
  const date = new Date(ms + OFFSET);
  return {
    year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate(),
    weekday: date.getUTCDay(), minute: date.getUTCHours() * 60 + date.getUTCMinutes(),
  };
}

/** Midnight in China of the day that holds `ms`. */
export const dayStart = (ms: number): number => Math.floor((ms + OFFSET) / DAY) * DAY - OFFSET;
export const fromCivil = (year: number, month: number, day: number, minute = 0): number =>
  Date.UTC(year, month - 1, day, 0, minute) - OFFSET;

export function sayClock(ms: number): string {
  const { minute } = civil(ms);
  return `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, "0")}`;
}

/** "今天", "明天", "昨天", else "11 月 26 日 周四"; the year only when it is another one. */
export function sayDay(ms: number, now = Date.now(), near = true): string {
  const days = Math.round((dayStart(ms) - dayStart(now)) / DAY);
  const { year, month, day, weekday } = civil(ms);
  const other = year !== civil(now).year;
  if (language.value === "en") {
    const close = near ? { 0: "today", 1: "tomorrow", [-1]: "yesterday" }[days] : undefined;
    return close ?? `${WEEKDAYS.en[weekday]} ${day} ${MONTHS[month - 1]}${other ? ` ${year}` : ""}`;
  }
  const close = near ? { 0: "今天", 1: "明天", [-1]: "昨天" }[days] : undefined;
  return close ?? whole(`${other ? `${year} 年 ` : ""}${month} 月 ${day} 日 ${WEEKDAYS.zh[weekday]!.split("").join(JOINED)}`);
}

/** Of a deadline that ends with its day, at midnight: that day. */
export const sayLastDay = (ms: number, now = Date.now()): string => sayDay(ms - 1, now);

export const sayMoment = (ms: number, now = Date.now()): string => `${sayDay(ms, now)} ${sayClock(ms)}`;

/** "明天 9:00–11:00" */
export function sayRange(start: number, end: number, now = Date.now(), near = true): string {
  if (dayStart(start) !== dayStart(end)) return `${sayMoment(start, now)} – ${sayMoment(end, now)}`;
  return `${sayDay(start, now, near)} ${sayClock(start)}–${JOINED}${sayClock(end)}`;
}

/** "2 小时 30 分", "45 分", "2 小时" */
export function sayMinutes(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const [h, m] = language.value === "en" ? ["h", "min"] : ["小时", "分"];
  return [hours || !rest ? (hours || minutes ? `${hours} ${h}` : `0 ${m}`) : "", rest ? `${rest} ${m}` : ""].filter(Boolean).join(" ");
}

/** How long, coarse: "3 天", "5 小时", "20 分". */
export function saySpan(ms: number): string {
  const minutes = Math.max(1, Math.round(Math.abs(ms) / 60_000));
  const en = language.value === "en";
  if (minutes >= 48 * 60) return `${Math.floor(minutes / 1440)} ${en ? "days" : "天"}`;
  return sayMinutes(minutes >= 600 ? Math.round(minutes / 60) * 60 : minutes);
}

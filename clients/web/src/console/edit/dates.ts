// Days and moments as inputs write them, in China's time: "2026-11-28", "2026-11-28T09:00".
import { civil, fromCivil, sayClock } from "@/shared/time";

const two = (n: number): string => String(n).padStart(2, "0");

export function msOfDay(text: string): number {
  const [year, month, day] = text.split("-").map(Number);
  return fromCivil(year!, month!, day!);
}

export function msOfMoment(text: string): number {
  const [hour, minute] = text.slice(11).split(":").map(Number);
  return msOfDay(text.slice(0, 10)) + (hour! * 60 + minute!) * 60_000;
}

export function dayText(ms: number): string {
  const { year, month, day } = civil(ms);
  return `${year}-${two(month)}-${two(day)}`;
}

/** The moment's own minute, in China's time. */
export function momentText(ms: number): string {
  return `${dayText(ms)}T${sayClock(ms).padStart(5, "0")}`;
}

/** A day that exists, written as above. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && dayText(msOfDay(text)) === text;
}

// Phones, ID numbers and ages, as services/volunteers/person_rules.cc judges them. Pure.
import { civil } from "@/shared/time";
import { isDay } from "./dates";

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const LAST = "10X98765432";
const ADULT_YEARS = 18;

const plain = (text: string): string => text.replace(/[\s\u3000]/g, "").toUpperCase();

export function isPhone(typed: string): boolean {
  const digits = typed.replace(/[ +-]/g, "").replace(/^86(?=\d{11}$)/, "");
  return /^1[3-9]\d{9}$/.test(digits);
}

export const birthDateIn = (idNumber: string): string => plain(idNumber).replace(/^.{6}(\d{4})(\d{2})(\d{2}).*$/, "$1-$2-$3");

/** GB 11643: weights, then the remainder by 11 names the last character. */
export function isIdNumber(typed: string): boolean {
  const number = plain(typed);
  if (!/^\d{17}[\dX]$/.test(number)) return false;
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(number[at]), 0);
  return number[17] === LAST[sum % 11] && isDay(birthDateIn(number));
}

export function isMinor(birthDate: string, now = Date.now()): boolean {
  const [year, month, day] = birthDate.split("-").map(Number) as [number, number, number];
  const today = civil(now);
  const age = today.year - year - (today.month < month || (today.month === month && today.day < day) ? 1 : 0);
  return age < ADULT_YEARS;
}

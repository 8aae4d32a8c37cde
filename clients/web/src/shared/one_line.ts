// What a person means by "王奶奶 周四 理发": whose home, when, what. The same ears as clients/cli/one_line.cc; both are
// held to the same table of sentences. Pure; times are civil times of China.
import { matchMenu, partsThatMeanService, type MenuWord } from "./menu_words";
import { civil, DAY, dayStart, fromCivil } from "./time";

export type Daypart = "morning" | "noon" | "afternoon" | "evening";
export const PART_START: Record<Daypart, number> = { morning: 540, noon: 720, afternoon: 870, evening: 1140 };

export interface When {
  /** Midnight of the day. */
  day?: number;
  part?: Daypart;
  /** After midnight; absent when no clock was said. */
  clock?: number;
  /** From a range or "1 小时"; 0 = not said. */
  minutes: number;
  /** "周四" said on a Thursday: when it has passed today, the next one is meant. */
  mayMove: boolean;
}

export interface Heard {
  person: string;
  /** Index into the menu, -1 when none. */
  menu: number;
  when: When;
  people: number;
  /** What nothing could be made of. */
  unknown: string[];
}

/** The text that is left, eaten word by word. */
class Text {
  constructor(public left: string) {}
  /** Removes the first match and gives its groups. */
  take(pattern: RegExp): string[] | undefined {
    const found = pattern.exec(this.left);
    if (!found) return undefined;
    this.left = this.left.slice(0, found.index) + " " + this.left.slice(found.index + found[0].length);
    return found.map((group) => group ?? "");
  }
}

const NUMBER = "(\\d{1,2}|[一二两三四五六七八九十]{1,3})";
const DIGITS: Record<string, number> = { 零: 0, 〇: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 日: 7, 天: 7 };

function number(text: string): number {
  if (/^\d/.test(text)) return parseInt(text, 10);
  let [value, digit] = [0, 0];
  for (const character of text) {
    if (character === "十") [value, digit] = [value + (digit || 1) * 10, 0];
    else digit = DIGITS[character] ?? digit;
  }
  return value + digit;
}

/** Full-width digits and punctuation as keyboards of phones make them. */
function plain(line: string): string {
  return line
    .replace(/[　，、。,；]/g, " ").replace(/：/g, ":").replace(/[～~–—－]/g, "-")
    .replace(/[０-９]/g, (digit) => String(digit.charCodeAt(0) - 0xff10));
}

function realDay(year: number, month: number, day: number): number | undefined {
  const at = fromCivil(year, month, day);
  const back = civil(at);
  return back.month === month && back.day === day ? at : undefined;
}

function takeDay(text: Text, today: number, when: When): void {
  const { year, weekday } = civil(today);
  const monday = today - ((weekday + 6) % 7) * DAY;
  const onWeekday = (day: number, weeks: number, bare: boolean) => {
    when.day = monday + (7 * weeks + day - 1) * DAY;
    if (bare && when.day < today) when.day += 7 * DAY;
    when.mayMove = bare;
  };
  let found: string[] | undefined;
  if ((found = text.take(/(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?/))) {
    when.day = realDay(+found[1]!, +found[2]!, +found[3]!);
  } else if ((found = text.take(/(\d{1,2}) ?月 ?(\d{1,2}) ?[日号]?/))) {
    when.day = realDay(year, +found[1]!, +found[2]!);
    if (when.day !== undefined && when.day < today - 180 * DAY) when.day = realDay(year + 1, +found[1]!, +found[2]!);
  } else if ((found = text.take(/(下下|下|这|本)?个?(?:周|星期|礼拜)([一二三四五六日天1-7])/))) {
    onWeekday(number(found[2]!), found[1] === "下下" ? 2 : found[1] === "下" ? 1 : 0, !found[1]);
  } else if ((found = text.take(/\b(next )?(mon|tue|wed|thu|fri|sat|sun)[a-z]*\b/i))) {
    const day = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].indexOf(found[2]!.toLowerCase()) + 1;
    onWeekday(day, found[1] ? 1 : 0, !found[1]);
  } else {
    // "明早" and "今晚" say the part of the day too.
    if (/[今明]早/.test(text.left)) when.part = "morning";
    if (/[今明]晚/.test(text.left)) when.part = "evening";
    const near: [RegExp, number][] = [
      [/大后天/, 3], [/后天/, 2], [/明天|明日|明儿|明[早晚]|\btomorrow\b/i, 1], [/今天|今日|今儿|今[早晚]|\btoday\b/i, 0]];
    const hit = near.find(([pattern]) => text.take(pattern));
    if (hit) when.day = today + hit[1] * DAY;
  }
}

function takePart(text: Text, when: When): void {
  const parts: [RegExp, Daypart][] = [
    [/早上|早晨|上午|清早|\bmorning\b/i, "morning"], [/中午|晌午|\bnoon\b/i, "noon"],
    [/下午|后晌|\bafternoon\b/i, "afternoon"], [/晚上|傍晚|夜里|\bevening\b|\btonight\b/i, "evening"]];
  for (const [words, part] of parts) if (text.take(words)) when.part = part;
}

/** "3" said in the afternoon is 15; said bare, hours before 7 are taken as afternoon. */
function clockMinute(hour: number, minute: number, part: Daypart | undefined, digital: boolean): number {
  if (hour < 12 && (part === "afternoon" || part === "evening")) hour += 12;
  if (hour >= 1 && hour <= 2 && part === "noon") hour += 12;
  if (hour >= 1 && hour < 7 && !part && !digital) hour += 12;
  return hour * 60 + minute;
}

function takeClock(text: Text, when: When): void {
  const digital = (clock: string) => {
    const [hour, minute] = clock.split(":").map(Number);
    return clockMinute(hour!, minute!, when.part, true);
  };
  const spoken = (hour: string, minute = 0) => clockMinute(number(hour), minute, when.part, false);
  let found: string[] | undefined;
  if ((found = text.take(/(\d{1,2}:\d{2}) ?(?:-|到|至|to) ?(\d{1,2}:\d{2})/))) {
    when.clock = digital(found[1]!);
    when.minutes = digital(found[2]!) - when.clock;
  } else if ((found = text.take(new RegExp(`${NUMBER}点?(?:-|到|至)${NUMBER}点`)))) {
    when.clock = spoken(found[1]!);
    when.minutes = spoken(found[2]!) - when.clock;
  } else if ((found = text.take(/\b(\d{1,2})(?::(\d{2}))? ?(am|pm)\b/i))) {
    when.clock = clockMinute(+found[1]! % 12, +(found[2] || 0), /p/i.test(found[3]!) ? "afternoon" : "morning", true);
  } else if ((found = text.take(/(\d{1,2}):(\d{2})(?::\d{2})?/))) {
    when.clock = digital(`${found[1]}:${found[2]}`);
  } else if ((found = text.take(new RegExp(`${NUMBER}[点时](半|一刻|三刻|\\d{1,2}分?|钟|整)?`)))) {
    const rest = found[2]!;
    const minute = { 半: 30, 一刻: 15, 三刻: 45 }[rest] ?? (/^\d/.test(rest) ? parseInt(rest, 10) : 0);
    when.clock = spoken(found[1]!, minute);
  }
}

function takeLength(text: Text, when: When): void {
  let found: string[] | undefined;
  if ((found = text.take(/(\d{1,2}|[一二两三四五六七八九十]{1,2})个?(半)?(?:小时|钟头)/))) {
    when.minutes = number(found[1]!) * 60 + (found[2] ? 30 : 0);
  } else if (text.take(/半个?小时|half an hour/)) {
    when.minutes = 30;
  } else if ((found = text.take(/(\d{1,3}) ?(?:分钟|min(?:utes)?\b)/))) {
    when.minutes = +found[1]!;
  } else if ((found = text.take(/(\d{1,2}) ?h(?:ours?)?\b/i))) {
    when.minutes = +found[1]! * 60;
  }
}

/** The start: without a clock 9:00, 12:00, 14:30 or 19:00 by part of the day, morning when none was said. */
export function startOf(when: When, now: number): number {
  const start = (when.day ?? dayStart(now)) + (when.clock ?? PART_START[when.part ?? "morning"]) * 60_000;
  return start <= now && when.mayMove ? start + 7 * DAY : start;
}

export function hear(line: string, menu: readonly MenuWord[], now: number): Heard {
  const text = new Text(plain(line));
  const when: When = { minutes: 0, mayMove: false };
  takeDay(text, dayStart(now), when);
  takePart(text, when);
  takeLength(text, when);
  takeClock(text, when);
  when.minutes = Math.max(0, when.minutes);
  const people = text.take(/(\d{1,3}|[一二两三四五六七八九十]{1,2}) ?(?:个人|人|位|people\b)/);
  const words = text.left.split(/\s+/).filter(Boolean);
  const menuIndex = takeService(words, menu);
  const rest = words.map((each) => each.replace(/^(给|为|帮|for$)/, "")).filter(Boolean);
  return { person: rest[0] ?? "", menu: menuIndex, when, people: people ? number(people[1]!) : 0, unknown: rest.slice(1) };
}

/** Takes the one service that is meant out of the words; -1 when none, or more than one. */
function takeService(words: string[], menu: readonly MenuWord[]): number {
  for (const [at, each] of words.entries()) {
    const found = matchMenu(each, menu);
    if (found.length === 1) {
      words[at] = "";
      return found[0]!;
    }
  }
  // Written without spaces, "王奶奶理发": the service is a part of the word.
  for (const [at, each] of words.entries()) {
    for (const part of partsThatMeanService(each, menu)) {
      const found = matchMenu(part, menu);
      if (found.length !== 1) continue;
      words[at] = each.split(part).join("");
      return found[0]!;
    }
  }
  return -1;
}

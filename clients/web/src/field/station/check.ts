// The facts of an order that is being written, from a line or from the menu: pure but for the ids.
import type { MenuItem } from "@/gen/diandan/orders/v1/menu_service_pb";
import type { OrderDraft } from "@/gen/diandan/orders/v1/order_pb";
import { newId } from "@/shared/ids";
import { hear, PART_START, startOf, type Daypart } from "@/shared/one_line";
import { civil, dayStart, msOf, stamp } from "@/shared/time";

export interface Draft {
  item: MenuItem | undefined;
  person: string;
  /** Midnight of the day; undefined until it is said. */
  day: number | undefined;
  part: Daypart;
  /** Minutes after midnight when a clock was said or chosen; it wins over `part`. */
  clock: number | undefined;
  minutes: number;
  people: number;
  house: string;
  phone: string;
  reminders: string[];
  /** What was guessed, and should be looked at. */
  guessed: { time: boolean };
  unknown: string[];
  /** Facts that somebody typed; the rest was heard, guessed or pressed. */
  typed: Set<Fact | "line">;
}

export type Fact = "item" | "person" | "time" | "place" | "contact";

export function draftFrom(line: string, itemName: string, menu: MenuItem[], now: number): Draft {
  const said = hear(line, menu, now);
  const item = menu.find((each) => each.name === itemName) ?? menu[said.menu];
  const { day, part, clock } = said.when;
  const when = day !== undefined || clock !== undefined ? startOf(said.when, now) : undefined;
  return {
    item, person: said.person, day: when === undefined ? undefined : dayStart(when),
    part: part ?? "morning", clock, minutes: said.when.minutes, people: said.people, house: "", phone: "",
    reminders: [], guessed: { time: clock === undefined && part === undefined }, unknown: said.unknown, typed: new Set(),
  };
}

/** What was written before, as it was sent; of its note the `known` reminders are chips again, the rest stays as it is. */
export function draftAgain(order: OrderDraft, menu: MenuItem[], known: readonly string[]): Draft {
  const reminders = known.filter((each) => order.note.includes(each));
  const rest = reminders.reduce((note, each) => note.replace(each, ""), order.note).replace(/^，+|，+(?=，|$)/g, "");
  const [start, end] = [msOf(order.sessions[0]?.startTime), msOf(order.sessions[0]?.endTime)];
  return {
    item: menu.find((each) => each.name === order.menuItem), person: order.clientAddress, day: start ? dayStart(start) : undefined,
    part: "morning", clock: start ? civil(start).minute : undefined, minutes: Math.round((end - start) / 60_000), people: order.volunteersWanted,
    house: order.house, phone: order.phone, reminders: rest ? [...reminders, rest] : reminders, guessed: { time: false }, unknown: [], typed: new Set(),
  };
}

export function startTime(draft: Draft): number | undefined {
  if (draft.day === undefined) return undefined;
  return draft.day + (draft.clock ?? PART_START[draft.part]) * 60_000;
}

/** Without a said length two hours are kept free in a part of the day, the menu's usual time at a said clock. */
export function lengthOf(draft: Draft): number {
  const usual = draft.item?.usualMinutes ?? 60;
  return draft.minutes || (draft.clock === undefined ? Math.max(120, usual) : usual);
}

/** What is still missing, in the order of the page. */
export function missing(draft: Draft, now: number): Fact[] {
  const start = startTime(draft);
  const facts: [Fact, boolean][] = [
    ["item", !!draft.item], ["person", !!draft.person.trim()], ["time", start !== undefined && start > now]];
  return facts.filter(([, there]) => !there).map(([fact]) => fact);
}

/** The order as the server takes it; only with nothing missing. */
export function orderOf(draft: Draft, station: string) {
  const start = startTime(draft)!;
  return {
    menuItem: draft.item!.name, station, clientAddress: draft.person.trim(), house: draft.house.trim(),
    phone: draft.phone.trim(), note: draft.reminders.join("，"), onBehalf: true, volunteersWanted: draft.people, typedFields: draft.typed.size,
    sessions: [{ sessionId: newId(), startTime: stamp(start), endTime: stamp(start + lengthOf(draft) * 60_000) }],
  };
}

// What surrounds an entry, in the words and the order in which it is shown. Never a verdict.
import type { Entry } from "@/gen/diandan/hours/v1/entry_pb";
import type { OrderParts } from "@/gen/diandan/hours/v1/entry_service_pb";
import { EntryState } from "@/gen/diandan/hours/v1/events_pb";
import { idOf } from "@/shared/ids";
import { msOf, sayDay } from "@/shared/time";
import { sayWho } from "../audit/sayings";
import { t, word } from "../words";

export interface Service {
  order: string;
  number: string;
  day: string;
  /** "3 people: 2 recorded, 1 waits". */
  outcome: string;
  /** Where its first entry is looked at. */
  to: string;
}

const WAITING = [EntryState.PENDING, EntryState.SECOND, EntryState.RETURNED, EntryState.NOTICE];

/** A team's entries by order, as they come: what was done together stands together. */
export function servicesOf(entries: readonly Entry[]): Service[] {
  const orders = new Map<string, Entry[]>();
  for (const entry of entries) orders.set(entry.order, [...(orders.get(entry.order) ?? []), entry]);
  return [...orders].map(([order, rows]) => {
    const counts = [EntryState.POSTED, EntryState.VOIDED, ...WAITING]
      .map((state) => ({ state, n: rows.filter((entry) => entry.state === state).length }))
      .filter(({ n }) => n > 0)
      .map(({ state, n }) => t("around.count", { state: word("entry", EntryState[state]!), n }));
    return {
      order, number: rows[0]!.orderNumber, day: sayDay(msOf(rows[0]!.startTime), Date.now(), false),
      outcome: t("around.outcome", { n: rows.length, list: counts.join(t("common.comma")) }), to: `/review/${idOf(rows[0]!.name)}`,
    };
  });
}

export interface Part {
  what: string;
  who: string;
}

/** Who had a part in the order, and how it was told. */
export function partsOf(parts: OrderParts): Part[] {
  const who = (subjects: readonly string[]): string => [...new Set(subjects.map((each) => sayWho(each).text))].join(t("desk.and"));
  return [
    { what: t("around.placer"), who: parts.placer ? who([parts.placer]) : t("around.nobody") },
    { what: t("around.codeSeen"), who: parts.codeViewers.length ? who(parts.codeViewers) : t("around.nobody") },
    { what: t("around.recorders"), who: parts.recorders.length ? who(parts.recorders) : t("around.nobody") },
    { what: t("around.witness"), who: parts.witness ? who([parts.witness]) : t("around.noWitness") },
    { what: t("around.reports"), who: t(parts.reports > 1 ? "around.reportedAgain" : "around.reportedOnce", { n: parts.reports }) },
  ];
}

// The four services' logs, narrowed by what stands in the address.
import { createClient } from "@connectrpc/connect";
import type { AuditEntry } from "@/gen/diandan/events/v1/audit_pb";
import { HoursEvents } from "@/gen/diandan/hours/v1/hours_events_service_pb";
import { MatchingEvents } from "@/gen/diandan/matching/v1/matching_events_service_pb";
import { OrdersEvents } from "@/gen/diandan/orders/v1/orders_events_service_pb";
import { VolunteersEvents } from "@/gen/diandan/volunteers/v1/volunteers_events_service_pb";
import { transport } from "@/shared/api/clients";
import { session } from "@/shared/session";
import { DAY, msOf, stamp } from "@/shared/time";
import { isDay, msOfDay } from "../edit/dates";
import { KINDS, PARTS, type Part } from "./kinds";
import type { Source, Told } from "./log";

export interface Line extends Told {
  part: string;
  entry: AuditEntry;
}

export interface Filters {
  /** Name of a kind, or a service for all of its kinds; "" for everything. */
  kind: string;
  /** `accounts/{uuid}`. */
  who: string;
  /** A resource name. */
  on: string;
  /** First and last day, "2026-11-28". */
  from: string;
  until: string;
  /** `orders/42`: that event alone. */
  cause: string;
}

const clients = {
  orders: createClient(OrdersEvents, transport), hours: createClient(HoursEvents, transport), matching: createClient(MatchingEvents, transport), volunteers: createClient(VolunteersEvents, transport),
};

function partsOf({ kind, cause }: Filters): readonly Part[] {
  const one = cause.split("/")[0] || KINDS.find(({ name }) => name === kind)?.part || kind;
  return one ? PARTS.filter((part) => part === one) : PARTS;
}

export function sourcesOf(filters: Filters, pageSize: number): Source<Line>[] {
  const kinds = KINDS.filter(({ name }) => name === filters.kind).map(({ value }) => value);
  const request = {
    parent: session.parent.value, pageSize, actor: filters.who, subject: filters.on, kinds, seq: BigInt(filters.cause.split("/")[1] || 0),
    fromTime: isDay(filters.from) ? stamp(msOfDay(filters.from)) : undefined, untilTime: isDay(filters.until) ? stamp(msOfDay(filters.until) + DAY) : undefined,
  };
  return partsOf(filters).map((part) => ({
    name: part,
    load: async (pageToken) => {
      const { entries, nextPageToken } = await clients[part].listAuditEntries({ ...request, pageToken });
      return { rows: entries.map((entry): Line => ({ part, entry, seq: entry.position!.seq, ms: msOf(entry.time) })), next: nextPageToken };
    },
  }));
}

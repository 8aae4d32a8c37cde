// 投保名单 of an order: the client, and what both apps say of it. Pure but for the client.
import { createClient } from "@connectrpc/connect";
import { InsuredListService, type InsuredList, type InsuredPerson } from "@/gen/diandan/orders/v1/insured_list_service_pb";
import { transport } from "@/shared/api/clients";

export const insuredLists = createClient(InsuredListService, transport);

export interface Sorted {
  /** Volunteers by resource name, each once. */
  covered: string[];
  /** No accident insurance on file covers every session they come to. */
  bare: string[];
  /** Named after a session began: not on the list that the insurer had before it. */
  late: string[];
}

export function sortedOf({ people }: Pick<InsuredList, "people">): Sorted {
  const all = new Map<string, InsuredPerson[]>();
  for (const each of people) all.set(each.volunteer, [...(all.get(each.volunteer) ?? []), each]);
  const named = (fits: (sessions: InsuredPerson[]) => boolean) => [...all].filter(([, sessions]) => fits(sessions)).map(([volunteer]) => volunteer);
  return {
    covered: named((sessions) => sessions.every(({ covered }) => covered)),
    bare: named((sessions) => sessions.some(({ covered }) => !covered)),
    late: named((sessions) => sessions.some(({ late }) => late)),
  };
}

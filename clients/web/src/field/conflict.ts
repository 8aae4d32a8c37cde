// Both versions of a thing the server refused, as whole facts side by side. Nothing is merged field by field: people
// do not read differences, they know which one is right.
import { orders } from "@/shared/api/clients";
import { OrderState } from "@/gen/diandan/orders/v1/types_pb";
import { t, word } from "@/shared/i18n";
import type { OutboxItem } from "@/shared/outbox/item";
import { msOf, sayMoment, sayRange } from "@/shared/time";

export interface Version {
  side: "mine" | "theirs";
  label: string;
  text: string;
}

interface Planned { startTime?: string; endTime?: string }

/** The times a request asks for, if it asks for any. */
export function timesOf(request: Record<string, unknown>): string {
  const order = request.order as { sessions?: Planned[] } | undefined;
  const sessions = (request.sessions ?? order?.sessions ?? []) as Planned[];
  return sessions
    .filter((each) => each.startTime && each.endTime)
    .map((each) => sayRange(Date.parse(each.startTime!), Date.parse(each.endTime!), Date.now(), false))
    .join(t("common.comma"));
}

export async function compare(item: OutboxItem): Promise<Version[]> {
  const mine: Version[] = [
    { side: "mine", label: t("conflict.what"), text: word("call", item.call) },
    { side: "mine", label: t("conflict.who"), text: t("conflict.you", { time: sayMoment(item.savedAt) }) },
  ];
  const times = timesOf(item.request);
  if (times) mine.splice(1, 0, { side: "mine", label: t("conflict.time"), text: times });
  if (!item.subject.includes("/orders/")) return mine;
  try {
    const order = await orders.getOrder({ name: item.subject });
    const when = order.sessions.map((each) => sayRange(msOf(each.startTime), msOf(each.endTime), Date.now(), false));
    return [
      ...mine,
      { side: "theirs", label: t("conflict.state"), text: word("state", OrderState[order.state] ?? "") },
      { side: "theirs", label: t("conflict.time"), text: when.join(t("common.comma")) },
    ];
  } catch {
    return mine; // no signal, or not ours any more: the refusal's own sentence says what is known
  }
}

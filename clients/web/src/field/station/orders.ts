// The station's orders for its lists. Lists come without personal text, so the form of address is read order by order
// for those under way, and kept on this phone until it signs out.
import { reactive } from "vue";
import type { Order } from "@/gen/diandan/orders/v1/order_pb";
import { OrderState } from "@/gen/diandan/orders/v1/types_pb";
import { orders } from "@/shared/api/clients";
import { t } from "@/shared/i18n";
import { keep, readKept } from "@/shared/phone";
import { useRead } from "@/shared/read";
import { session } from "@/shared/session";

const LIVE = [OrderState.PLACED, OrderState.OPEN, OrderState.ACCEPTED, OrderState.IN_SERVICE, OrderState.COMPLETED];
const called = reactive(new Map<string, string>());

export const isLive = (order: Order): boolean => LIVE.includes(order.state);

async function learn(order: Order): Promise<void> {
  if (called.has(order.name)) return;
  const key = `called/${order.name}`;
  const kept = await readKept(key).catch(() => undefined);
  if (kept) return void called.set(order.name, String(kept.value));
  const { clientAddress } = await orders.getOrder({ name: order.name });
  remember(order.name, clientAddress);
}

export function remember(name: string, clientAddress: string): void {
  called.set(name, clientAddress);
  void keep(`called/${name}`, clientAddress);
}

/** "王奶奶 · 上门理发", or with the number while the name is not known. */
export function titleOf(order: Order): string {
  return t("order.title", { who: called.get(order.name) || order.number, what: order.title });
}

export function useStationOrders(states: OrderState[] = [], key = "all") {
  return useRead(`station-orders/${key}`, async () => {
    const found = await orders.listOrders({ parent: session.parent.value, stationPath: session.stationPath.value, states });
    const live = found.orders.filter(isLive).slice(0, 20);
    void Promise.all(live.map(learn)).catch(() => {});
    return found.orders;
  });
}

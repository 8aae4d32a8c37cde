// The services a station orders most, so that they stand in front; then the menu's own order. Pure.
import type { MenuItem } from "@/gen/diandan/orders/v1/menu_service_pb";
import type { Order } from "@/gen/diandan/orders/v1/order_pb";

export function usedMost(menu: MenuItem[], orders: Order[]): MenuItem[] {
  const counts = new Map<string, number>();
  for (const order of orders) counts.set(order.menuItem, (counts.get(order.menuItem) ?? 0) + 1);
  return menu
    .filter((item) => !item.retired)
    .map((item, place) => ({ item, place, count: counts.get(item.name) ?? 0 }))
    .sort((a, b) => b.count - a.count || a.place - b.place)
    .map(({ item }) => item);
}

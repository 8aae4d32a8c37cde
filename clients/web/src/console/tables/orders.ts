// The menu, and all orders.
import { MenuTheme, type MenuItem } from "@/gen/diandan/orders/v1/menu_service_pb";
import type { Order } from "@/gen/diandan/orders/v1/order_pb";
import { OrderState } from "@/gen/diandan/orders/v1/types_pb";
import { menu, orders } from "@/shared/api/clients";
import { idOf } from "@/shared/ids";
import { session } from "@/shared/session";
import { msOf, sayMinutes, sayMoment, sayRange } from "@/shared/time";
import { placeOf, teamName } from "../places";
import { t, word } from "../words";
import type { Table } from "./definitions";

export const menuTable = (): Table<MenuItem> => ({
  title: t("nav.menu"), key: (item) => item.name, idle: (item) => item.retired,
  load: async (pageToken) => {
    const { menuItems: rows, nextPageToken } = await menu.listMenu({ parent: session.parent.value, pageSize: 500, pageToken, withRetired: true });
    return { rows, next: nextPageToken };
  },
  columns: [
    { title: t("table.title"), say: (item) => item.title },
    { title: t("table.theme"), say: (item) => item.ownTheme || word("theme", MenuTheme[item.theme]!) },
    { title: t("table.skills"), say: (item) => word("skill", item.skill) },
    { title: t("table.minutes"), say: (item) => sayMinutes(item.usualMinutes), figure: (item) => item.usualMinutes },
    { title: t("table.people"), say: (item) => String(item.usualPeople), figure: (item) => item.usualPeople },
    { title: t("table.insurance"), say: (item) => t(item.insuranceRequired ? "table.yes" : "table.no") },
    { title: t("table.state"), say: (item) => t(item.retired ? "table.closed" : "table.open") },
  ],
});

export const orderTable = (): Table<Order> => ({
  title: t("nav.orders"), key: (order) => order.name,
  load: async (pageToken) => {
    const { orders: rows, nextPageToken } = await orders.listOrders({ parent: session.parent.value, pageSize: 500, pageToken });
    return { rows, next: nextPageToken };
  },
  columns: [
    { title: t("table.orderNumber"), say: (order) => order.number, to: (order) => `/board/${idOf(order.name)}?state=ALL&number=${order.number}` },
    { title: t("table.what"), say: (order) => order.title },
    { title: t("table.place"), say: (order) => placeOf(order.stationPath) },
    { title: t("table.state"), say: (order) => word("deskState", OrderState[order.state]!) },
    { title: t("table.team"), say: (order) => teamName(order.team) },
    { title: t("table.placedAt"), say: (order) => sayMoment(msOf(order.placedTime)), figure: (order) => msOf(order.placedTime) },
    { title: t("table.service"), say: (order) => (order.sessions[0] ? sayRange(msOf(order.sessions[0].startTime), msOf(order.sessions[0].endTime)) : ""), figure: (order) => msOf(order.sessions[0]?.startTime) },
  ],
});

// The menu and its projects, and all orders.
import { MenuTheme, ProjectKind, type MenuItem, type Project } from "@/gen/diandan/orders/v1/menu_service_pb";
import type { Order } from "@/gen/diandan/orders/v1/order_pb";
import { OrderState } from "@/gen/diandan/orders/v1/types_pb";
import { menu, orders } from "@/shared/api/clients";
import { idOf } from "@/shared/ids";
import { session } from "@/shared/session";
import { msOf, sayDay, sayMinutes, sayMoment, sayRange } from "@/shared/time";
import { desk } from "../desk";
import { itemForm, itemRecord, projectForm, projectRecord } from "../edit/menu";
import { orgNamed, placeOf, skillName, teamName } from "../places";
import { t, word } from "../words";
import type { Table } from "./definitions";

export const menuTable = (): Table<MenuItem> => ({
  title: t("nav.menu"), key: (item) => item.name, idle: (item) => item.retired, record: itemRecord, create: desk.keepsMenu.value ? itemForm : undefined, imports: "menu",
  load: async (pageToken) => {
    const { menuItems: rows, nextPageToken } = await menu.listMenu({ parent: session.parent.value, pageSize: 500, pageToken, withRetired: true });
    return { rows, next: nextPageToken };
  },
  columns: [
    { title: t("table.title"), say: (item) => item.title },
    { title: t("table.theme"), say: (item) => item.ownTheme || word("theme", MenuTheme[item.theme]!) },
    { title: t("table.skills"), say: (item) => skillName(item.skill) },
    { title: t("table.minutes"), say: (item) => sayMinutes(item.usualMinutes), figure: (item) => item.usualMinutes },
    { title: t("table.people"), say: (item) => String(item.usualPeople), figure: (item) => item.usualPeople },
    { title: t("table.insurance"), say: (item) => t(item.insuranceRequired ? "table.yes" : "table.no") },
    { title: t("table.state"), say: (item) => t(item.retired ? "table.closed" : "table.open") },
  ],
});

export const projectTable = (): Table<Project> => ({
  title: t("nav.projects"), key: (project) => project.name, idle: (project) => project.ended, record: projectRecord, create: desk.keepsMenu.value ? projectForm : undefined,
  load: async (pageToken) => {
    const { projects: rows, nextPageToken } = await menu.listProjects({ parent: session.parent.value, pageSize: 500, pageToken, withEnded: true });
    return { rows, next: nextPageToken };
  },
  columns: [
    { title: t("table.title"), say: (project) => project.title },
    { title: t("table.kind"), say: (project) => word("projectKind", ProjectKind[project.kind]!) },
    { title: t("table.theme"), say: (project) => word("theme", MenuTheme[project.theme]!) },
    { title: t("table.owner"), say: (project) => orgNamed(project.owner)?.displayName ?? "" },
    { title: t("table.created"), say: (project) => sayDay(msOf(project.createTime), Date.now(), false), figure: (project) => msOf(project.createTime) },
    { title: t("table.state"), say: (project) => t(project.ended ? "table.ended" : "table.open") },
  ],
});

export const orderTable = (): Table<Order> => ({
  title: t("nav.orders"), key: (order) => order.name, usual: "placed_time desc",
  load: async (pageToken, orderBy) => {
    const { orders: rows, nextPageToken } = await orders.listOrders({ parent: session.parent.value, pageSize: 500, pageToken, orderBy });
    return { rows, next: nextPageToken };
  },
  columns: [
    { title: t("table.orderNumber"), say: (order) => order.number, whole: true, order: "number", to: (order) => `/board/${idOf(order.name)}?state=ALL&number=${order.number}` },
    { title: t("table.what"), say: (order) => order.title },
    { title: t("table.place"), say: (order) => placeOf(order.stationPath) },
    { title: t("table.state"), say: (order) => word("deskState", OrderState[order.state]!), whole: true },
    { title: t("table.team"), say: (order) => teamName(order.team) },
    { title: t("table.placedAt"), say: (order) => sayMoment(msOf(order.placedTime)), figure: (order) => msOf(order.placedTime), order: "placed_time" },
    { title: t("table.service"), say: (order) => (order.sessions[0] ? sayRange(msOf(order.sessions[0].startTime), msOf(order.sessions[0].endTime)) : ""), figure: (order) => msOf(order.sessions[0]?.startTime), order: "planned_start" },
    { title: t("table.completedAt"), say: (order) => (order.completedTime ? sayMoment(msOf(order.completedTime)) : ""), figure: (order) => msOf(order.completedTime), order: "completed_time" },
  ],
});

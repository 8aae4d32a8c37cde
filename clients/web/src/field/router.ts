// Pages of the field app. What is behind the # never reaches the server, so a resident's secret stays out of its log.
import { createRouter, createWebHashHistory, type RouteRecordRaw } from "vue-router";
import { session } from "@/shared/session";
// The two pages that a phone may open with are in the first load: on a slow net each further file costs two seconds.
import SignIn from "./SignIn.vue";
import StationHome from "./station/Home.vue";

declare module "vue-router" {
  interface RouteMeta {
    /** Shows the tabs. */
    tabs?: boolean;
    /** Needs nobody signed in; always in large type. */
    open?: boolean;
  }
}

const routes: RouteRecordRaw[] = [
  { path: "/", redirect: () => (session.seat.value ? `/${session.seat.value}` : "/sign-in") },
  { path: "/sign-in", component: SignIn },
  { path: "/station", component: StationHome, meta: { tabs: true } },
  { path: "/station/check", component: () => import("./station/Check.vue") },
  { path: "/station/orders", component: () => import("./station/Orders.vue"), meta: { tabs: true } },
  { path: "/station/order/:id", component: () => import("./station/OrderPage.vue") },
  { path: "/station/poster", component: () => import("./station/PosterPage.vue"), meta: { tabs: true } },
  { path: "/station/rewards", component: () => import("./station/PickUps.vue") },
  { path: "/leader", component: () => import("./leader/Offers.vue"), meta: { tabs: true } },
  { path: "/leader/team", component: () => import("./leader/Team.vue"), meta: { tabs: true } },
  { path: "/leader/order/:id", component: () => import("./leader/TeamOrder.vue") },
  { path: "/leader/roster/:id", component: () => import("./leader/Roster.vue") },
  { path: "/volunteer", component: () => import("./volunteer/Schedule.vue"), meta: { tabs: true } },
  { path: "/volunteer/teams", component: () => import("./volunteer/Teams.vue"), meta: { tabs: true } },
  { path: "/volunteer/hours", component: () => import("./volunteer/Hours.vue"), meta: { tabs: true } },
  { path: "/volunteer/honours", component: () => import("./volunteer/Honours.vue") },
  { path: "/volunteer/points", component: () => import("./volunteer/Points.vue") },
  { path: "/in/:order/:session/:code/:direction", component: () => import("./volunteer/CheckIn.vue") },
  { path: "/volunteer/check/:order", component: () => import("./volunteer/CheckIn.vue") },
  { path: "/outbox", component: () => import("./Outbox.vue") },
  { path: "/notices", component: () => import("./Notices.vue") },
  { path: "/password", component: () => import("./Password.vue") },
  { path: "/me", component: () => import("./Me.vue"), meta: { tabs: true } },
  { path: "/r/:county/:order/:secret", component: () => import("./resident/Progress.vue"), meta: { open: true } },
  { path: "/w/:county/:station", component: () => import("./resident/Wish.vue"), meta: { open: true } },
  { path: "/:rest(.*)", redirect: "/" },
];

export const router = createRouter({ history: createWebHashHistory("/field/"), routes, scrollBehavior: ({ hash }) => (hash ? { el: hash } : { top: 0 }) });

router.beforeEach((to) => {
  if (to.meta.open || to.path === "/sign-in" || session.who.value) return true;
  return { path: "/sign-in", query: { then: to.fullPath } };
});

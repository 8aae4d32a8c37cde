// Pages of the console. Filters stand in the address, so that a copied link opens a list as it was.
import { createRouter, createWebHashHistory, type RouteRecordRaw } from "vue-router";
import { defineComponent, h } from "vue";
import Home from "./Home.vue";
import { letLeave } from "./leaving";
import type { AnyTable } from "./tables/definitions";

/** One page for every table, anew for each. */
function table(name: string, load: () => Promise<() => AnyTable>): RouteRecordRaw {
  const component = async () => {
    const [{ default: TablePage }, make] = await Promise.all([import("./tables/TablePage.vue"), load()]);
    return defineComponent({ render: () => h(TablePage, { key: name, table: make }) });
  };
  return { path: `/${name}`, component };
}

const routes: RouteRecordRaw[] = [
  { path: "/", component: Home },
  { path: "/board/:order?", component: () => import("./board/Board.vue") },
  { path: "/plan/:plan?", component: () => import("./plan/Plan.vue") },
  { path: "/suggestions", component: () => import("./suggest/Suggestions.vue") },
  { path: "/emergencies", component: () => import("./emergency/Emergencies.vue") },
  { path: "/overview", component: () => import("./overview/Overview.vue") },
  { path: "/fairness", component: () => import("./fairness/Fairness.vue") },
  { path: "/reports", component: () => import("./reports/Reports.vue") },
  { path: "/review/:entry?", component: () => import("./review/Review.vue") },
  { path: "/ratings", component: () => import("./ratings/Ratings.vue") },
  { path: "/back-fills", component: () => import("./review/BackFills.vue") },
  { path: "/corrections", component: () => import("./review/Cases.vue") },
  { path: "/draws/:draw?", component: () => import("./draws/Draws.vue") },
  { path: "/honours/:nomination?", component: () => import("./honours/Honours.vue") },
  { path: "/certificates/:certificate?", component: () => import("./certificates/Certificates.vue") },
  { path: "/rewards", component: () => import("./rewards/Rewards.vue") },
  table("orders", async () => (await import("./tables/orders")).orderTable),
  table("menu", async () => (await import("./tables/orders")).menuTable),
  table("projects", async () => (await import("./tables/orders")).projectTable),
  table("teams", async () => (await import("./tables/people")).teamTable),
  table("volunteers", async () => (await import("./tables/people")).volunteerTable),
  table("trainings", async () => (await import("./tables/people")).trainingTable),
  table("orgs", async () => (await import("./tables/people")).orgTable),
  table("units", async () => (await import("./tables/people")).unitTable),
  table("accounts", async () => (await import("./tables/accounts")).accountTable),
  { path: "/import/:kind", component: () => import("./bring/Import.vue") },
  { path: "/exchange", component: () => import("./exchange/Exchange.vue") },
  { path: "/account", component: () => import("./account/Account.vue") },
  { path: "/audit", component: () => import("./audit/Audit.vue") },
  { path: "/simulations/:simulation?", component: () => import("./simulate/Simulations.vue") },
  { path: "/policies", component: () => import("./tables/Policies.vue") },
  { path: "/:rest(.*)", redirect: "/" },
];

export const router = letLeave(createRouter({ history: createWebHashHistory("/console/"), routes }));

// Pages of the console. Filters stand in the address, so that a copied link opens a list as it was.
import { createRouter, createWebHashHistory, type RouteRecordRaw } from "vue-router";
import Home from "./Home.vue";

const routes: RouteRecordRaw[] = [
  { path: "/", component: Home },
  { path: "/board/:order?", component: () => import("./board/Board.vue") },
  { path: "/review/:entry?", component: () => import("./review/Review.vue") },
  { path: "/:rest(.*)", redirect: "/" },
];

export const router = createRouter({ history: createWebHashHistory("/console/"), routes });

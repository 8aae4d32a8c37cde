// A page writes into its own address (the first order stands open, a filter was typed). That must not stop somebody who is
// on the way to another page, which is still being fetched.
import type { Router, RouteLocationNormalized } from "vue-router";

const pageOf = (path: string): string | undefined => path.split("/")[1];

export function letLeave(router: Router): Router {
  let leaving: RouteLocationNormalized | undefined;
  router.beforeEach((to, from) => {
    leaving = pageOf(to.path) === pageOf(from.path) ? undefined : to;
  });
  router.afterEach((to) => {
    if (to === leaving) leaving = undefined;
  });
  router.onError(() => (leaving = undefined));
  const replace = router.replace;
  router.replace = (to) => (leaving && pageOf(router.resolve(to).path) === pageOf(router.currentRoute.value.path) ? Promise.resolve() : replace(to));
  return router;
}

import { describe, expect, it } from "vitest";
import { createMemoryHistory, createRouter } from "vue-router";
import { letLeave } from "./leaving";

const page = { render: () => null };
const begun = () => new Promise((done) => setTimeout(done));

/** A board that stands open, and a menu that is fetched once `fetched` is called. */
async function opened() {
  let fetched = (_: typeof page | Error) => {};
  const menu = () => new Promise<typeof page>((done, fail) => (fetched = (answer) => (answer instanceof Error ? fail(answer) : done(answer))));
  const router = letLeave(createRouter({ history: createMemoryHistory(), routes: [{ path: "/board/:order?", component: page }, { path: "/menu", component: menu }] }));
  await router.push("/board");
  return { router, fetched: (answer: typeof page | Error) => fetched(answer), at: () => router.currentRoute.value.fullPath };
}

describe("a page that opens something by itself", () => {
  it("writes it into its address", async () => {
    const { router, at } = await opened();
    await router.replace("/board/7");
    expect(at()).toBe("/board/7");
  });

  it("does not call back whoever is leaving", async () => {
    const { router, fetched, at } = await opened();
    const left = router.push("/menu");
    await begun();
    await router.replace("/board/7");
    fetched(page);
    await left;
    expect(at()).toBe("/menu");
  });

  it("goes on when the other page could not be fetched", async () => {
    const { router, fetched, at } = await opened();
    const left = router.push("/menu").catch(() => {});
    await begun();
    fetched(new Error("no net"));
    await left;
    await router.replace("/board/7");
    expect(at()).toBe("/board/7");
  });

  it("lets somebody turn round", async () => {
    const { router, fetched, at } = await opened();
    const left = router.push("/menu");
    await begun();
    await router.push("/board?state=PLACED");
    fetched(page);
    await left;
    await router.replace("/board/7");
    expect(at()).toBe("/board/7");
  });
});

// The server goes away under a board that is watched, and comes back: the board says so, hears again by itself, and shows
// what changed while it could not hear. Timers that repeat are off: nothing here polls.
import { place } from "./console.mjs";

export async function restart(bench) {
  const desk = await bench.desk("dispatcher");
  await desk.addInitScript(() => (window.setInterval = () => 0));
  await bench.sitDown(desk, "naiman-dispatcher");
  await desk.click(".tabs >> text=待审");
  await desk.waitForSelector(".live >> text=实时更新");

  await bench.killServer();
  await desk.waitForFunction(() => !document.querySelector(".live").textContent.includes("实时更新"));
  await desk.context().setOffline(true); // until the change is made, however soon the board tries again
  await bench.startServer();
  const order = `a[href*="${(await place(bench)).split("/").pop()}"]`;
  if (await desk.locator(order).count()) throw new Error("a board without a net shows what it cannot know");
  await bench.lookAtDesk(desk, "01-not-heard");

  await desk.context().setOffline(false);
  await desk.waitForSelector(order);
  await desk.waitForSelector(".live >> text=实时更新");
  await bench.lookAtDesk(desk, "02-heard-again");
  bench.verdict();
}

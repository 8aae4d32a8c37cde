// A dispatcher is told of a need placed twice and of neighbours that make one trip: keeps one of the two, has one trip set
// aside, asks one team for another, and is not told again. What moved on meanwhile is named by itself.
import { randomUUID } from "node:crypto";
import { COUNTY } from "./bench.mjs";
import { must, sit } from "./desk.mjs";
import { askByHand, at, place } from "./plan.mjs";

const parent = `counties/${COUNTY}`;
const shown = (desk, kind, number) => desk.locator(`.suggestion[aria-label="${kind}"]:has(a:text-is("${number}"))`);
const pairOf = (desk, number) => shown(desk, "多半重复", number);
const tripOf = (desk, number) => shown(desk, "可一趟去", number);
const listed = async (bench, more = {}) =>
  (await bench.call("matching.v1.SuggestionService/ListSuggestions", { parent, ...more }, await bench.token("naiman-dispatcher"))).suggestions ?? [];
const orderOf = async (bench, { name }) => bench.call("orders.v1.OrderService/GetOrder", { name }, await bench.token("naiman-dispatcher"));

export async function suggestions(bench) {
  await askByHand(bench);
  const house = { clientAddress: "白奶奶", house: "东头第三户" };
  const twice = [await place(bench, "naiman-clerk", "haircut", at(14, 5), house), await place(bench, "naiman-clerk", "haircut", at(14, 5), house)];
  const trip = [await place(bench, "naiman-clerk", "haircut", at(9), { clientAddress: "王大爷" }), await place(bench, "naiman-clerk", "haircut", at(10), { clientAddress: "李婶" })];
  const apart = [await place(bench, "naiman-clerk2", "haircut", at(9, 3), { clientAddress: "赵叔" }), await place(bench, "naiman-clerk2", "haircut", at(10, 3), { clientAddress: "孙嫂" })];
  const desk = await sit(bench, "naiman-dispatcher");
  await desk.click(".found");
  await pairOf(desk, twice[0].number).waitFor();
  await tripOf(desk, trip[0].number).waitFor();
  await bench.lookAtDeskTwice(desk, "01-suggestions");
  for (const [width, height] of [[390, 844], [1366, 768]]) {
    await desk.setViewportSize({ width, height });
    await bench.look(desk, `01-suggestions-${width}`, 24);
  }
  must(!(await desk.content()).includes("王大爷"), "somebody's name stands in a suggestion");
  await keepOne(bench, desk, twice);
  await setAside(bench, desk, apart);
  await askOneTeam(bench, desk, trip);
  bench.verdict();
}

async function keepOne(bench, desk, [first, again]) {
  await pairOf(desk, first.number).locator(`text=留 ${first.number}`).click();
  await desk.waitForSelector(`dialog[open] >> text=留下 ${first.number}，撤掉 ${again.number}？`);
  await bench.lookAtDesk(desk, "02-keep");
  await desk.click("dialog[open] .stop");
  await pairOf(desk, again.number).waitFor({ state: "detached" });
  const [stays, gone] = [await orderOf(bench, first), await orderOf(bench, again)];
  must(gone.state === "CANCELLED" && gone.reason === "PLACED_TWICE" && gone.sameAs === first.name, JSON.stringify(gone));
  must(stays.state === "OPEN" && stays.placedAgain?.[0] === again.name, JSON.stringify(stays));
  await desk.goto(`${bench.url}/console/#/board/${again.name.split("/").pop()}`);
  await desk.waitForSelector(`.order-panel .facts >> text=${first.number}`);
  await bench.lookAtDesk(desk, "03-linked");
  await desk.goto(`${bench.url}/console/#/suggestions`);
}

async function setAside(bench, desk, [a, b]) {
  await tripOf(desk, a.number).locator("text=不再提").click();
  await desk.click("dialog[open] >> text=不宜一趟去");
  await bench.lookAtDesk(desk, "04-set-aside");
  await desk.click("dialog[open] .main");
  await tripOf(desk, a.number).waitFor({ state: "detached" });
  must(!(await listed(bench)).some(({ orders }) => orders.some(({ order }) => order === b.name)), "it is told again");
  must((await listed(bench, { settled: true })).length === 1, "what was set aside is not kept");
}

/** One of the two is moved while the dispatcher looks: the other is asked for. */
async function askOneTeam(bench, desk, [a, b]) {
  await tripOf(desk, a.number).waitFor();
  const token = await bench.token("naiman-dispatcher");
  await bench.call("orders.v1.OrderService/CancelOrder", { requestId: randomUUID(), name: b.name, reason: "WEATHER" }, token);
  await tripOf(desk, a.number).locator(".suggestion-foot .button").first().click();
  await desk.waitForSelector("dialog[open] >> text=这是问，不是派");
  await desk.click("dialog[open] .main");
  await desk.waitForSelector(`.bundle-asked li >> text=${b.number}`);
  await bench.lookAtDeskTwice(desk, "05-asked");
  const { offers = [] } = await orderOf(bench, a);
  must(offers.length === 1, `${offers.length} offers of the one that stands`);
}

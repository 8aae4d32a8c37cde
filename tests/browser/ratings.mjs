// People served were not content: the office sees until when somebody sees to it, talks one over, has one done again; a
// reviewer annuls nothing without a reason; the station and the centre rate apart from the people served.
import { randomUUID } from "node:crypto";
import { COUNTY } from "./bench.mjs";
import { closed, field, go, must, press, sit } from "./desk.mjs";

const parent = `counties/${COUNTY}`;
const RATINGS = "orders.v1.RatingService";
const card = (desk, number) => desk.locator(`.rating-card[aria-label="${number}"]`);

export async function ratings(bench) {
  const [bad, worse] = await rated(bench);
  const desk = await sit(bench, "naiman-officer");
  await go(bench, desk, "ratings", ".rating-card");
  await bench.lookAtDeskTwice(desk, "01-low");
  for (const [width, height] of [[390, 844], [1366, 768]]) {
    await desk.setViewportSize({ width, height });
    await bench.look(desk, `01-low-${width}`, 24);
  }
  must((await card(desk, bad.number).locator(".stop").count()) === 0, "an officer may annul");
  await talkOver(bench, desk, bad);
  await doAgain(bench, desk, worse);
  await annul(bench, worse);
  await ownRatings(bench, bad);
  bench.verdict();
}

/** Two completed orders of the officer's township that nobody has rated, now by a call. */
async function rated(bench) {
  const token = await bench.token("naiman-officer");
  const { grants } = await bench.call("volunteers.v1.SignInService/WhoAmI", {}, token);
  const { orgPath } = grants.find(({ role }) => role === "OFFICER");
  const { orders = [] } = await bench.call("orders.v1.OrderService/ListOrders", { parent, states: ["COMPLETED", "VERIFIED"], stationPath: orgPath, pageSize: 100 }, token);
  const found = [];
  for (const order of orders) {
    const { ratings: given = [] } = await bench.call(`${RATINGS}/ListRatings`, { name: order.name }, token);
    if (given.some(({ raterKind }) => raterKind === "RESIDENT") || found.length === 2) continue;
    const opinion = { requestId: randomUUID(), name: order.name, raterKind: "RESIDENT", channel: "RATING_CALL_BACK", score: found.length ? 1 : 2, tags: ["BADLY_DONE"], words: "修了又坏" };
    if (await bench.call(`${RATINGS}/RateOrder`, opinion, token).catch(() => undefined)) found.push(order);
  }
  must(found.length === 2, `${found.length} of ${orders.length} completed orders could be rated`);
  return found;
}

const waiting = async (bench) =>
  (await bench.call(`${RATINGS}/ListRatingsToReview`, { parent, queue: "LOW_RATINGS" }, await bench.token("naiman-officer"))).ratings ?? [];

async function talkOver(bench, desk, { number }) {
  await card(desk, number).locator("text=谈好了").click();
  await bench.lookAtDesk(desk, "02-talk");
  await desk.click("dialog[open] .main");
  await card(desk, number).waitFor({ state: "detached" });
  must(!(await waiting(bench)).some(({ orderNumber }) => orderNumber === number), "it waits still");
}

async function doAgain(bench, desk, { name, number }) {
  await card(desk, number).locator("text=重办一次").click();
  await desk.locator(".drawer input[type=datetime-local]").fill("2020-01-01T08:00");
  await press(desk, "重办一次");
  await desk.waitForSelector(".drawer [role=alert] >> text=要晚于现在");
  const later = new Date(Date.now() + 80 * 3_600_000).toISOString().slice(0, 16);
  await desk.locator(".drawer input[type=datetime-local]").fill(later);
  await bench.lookAtDesk(desk, "03-again");
  await press(desk, "重办一次");
  await closed(desk);
  await card(desk, number).waitFor({ state: "detached" });
  const token = await bench.token("naiman-officer");
  const { orders = [] } = await bench.call("orders.v1.OrderService/ListOrders", { parent, states: ["OPEN"], pageSize: 200 }, token);
  must(orders.some(({ redoOf }) => redoOf === name), "nothing is done again");
}

async function annul(bench, { number }) {
  const desk = await sit(bench, "naiman-reviewer");
  await go(bench, desk, "ratings?queue=ALL_RATINGS", ".rating-card");
  await card(desk, number).locator(".stop").click();
  await desk.click("dialog[open] >> text=是自己人评的");
  await bench.lookAtDesk(desk, "04-annul");
  await desk.click("dialog[open] .stop");
  await card(desk, number).waitFor({ state: "detached" });
}

async function ownRatings(bench, { name }) {
  const desk = await sit(bench, "naiman-officer");
  await go(bench, desk, `board/${name.split("/").pop()}?state=ALL`, ".order-panel");
  await desk.locator(".pane-foot >> text=中心评一评").click();
  await field(desk, "评价").selectOption({ label: "满意" });
  await bench.lookAtDesk(desk, "05-own");
  await press(desk, "中心评一评");
  await closed(desk);
  const { ratings: given = [] } = await bench.call(`${RATINGS}/ListRatings`, { name }, await bench.token("naiman-officer"));
  must(given.some(({ raterKind, score }) => raterKind === "ORGANISATION" && score === 4), JSON.stringify(given));
}

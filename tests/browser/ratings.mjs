// People served were not content: the office sees until when somebody sees to it, talks one over, has one done again; a
// reviewer annuls nothing without a reason; the station and the centre rate apart from the people served.
import { randomUUID } from "node:crypto";
import { COUNTY } from "./bench.mjs";
import { closed, field, go, must, press, sit } from "./desk.mjs";
import { place } from "./plan.mjs";

const parent = `counties/${COUNTY}`;
const RATINGS = "orders.v1.RatingService";
const card = (desk, number) => desk.locator(`.rating-card[aria-label="${number}"]`);

export async function ratings(bench) {
  const [bad, worse] = await rated(bench);
  const desk = await sit(bench, "naiman-dispatcher");
  await go(bench, desk, "ratings", ".rating-card");
  await bench.lookAtDeskTwice(desk, "01-low");
  for (const [width, height] of [[390, 844], [1366, 768]]) {
    await desk.setViewportSize({ width, height });
    await bench.look(desk, `01-low-${width}`, 24);
  }
  must((await card(desk, bad.number).locator(".stop").count()) === 0, "a dispatcher may annul");
  await talkOver(bench, desk, bad);
  const reviewer = await sit(bench, "naiman-reviewer");
  await doAgain(bench, reviewer, worse);
  await annul(bench, reviewer, worse);
  await ownRatings(bench, bad);
  bench.verdict();
}

/** Two orders served and seen by the station, then rated by a call. */
async function rated(bench) {
  const served = await Promise.all([serve(bench), serve(bench)]);
  for (const [at, { name }] of served.entries()) {
    const opinion = { requestId: randomUUID(), name, raterKind: "RESIDENT", channel: "RATING_CALL_BACK", score: 2 - at, tags: ["BADLY_DONE"], words: "剪得太短" };
    await bench.call(`${RATINGS}/RateOrder`, opinion, await bench.token("naiman-dispatcher"));
  }
  return served;
}

async function serve(bench) {
  const [clerk, leader] = [await bench.token("naiman-clerk"), await bench.token("naiman-leader")];
  const order = await place(bench, "naiman-clerk", "haircut", Date.now() + 3_000);
  const { grants } = await bench.call("volunteers.v1.SignInService/WhoAmI", {}, leader);
  const team = `${parent}/teams/${grants.find(({ role }) => role === "LEADER").teamId}`;
  await bench.call("orders.v1.OrderService/AcceptOrder", { requestId: randomUUID(), name: order.name, team }, leader);
  const seen = () => bench.call("orders.v1.AttendanceService/CompleteOrder", { requestId: randomUUID(), name: order.name, witness: true, observedTime: new Date().toISOString() }, clerk).catch(() => undefined);
  await bench.until(`${order.number} to begin and be done`, seen);
  return order;
}

const waiting = async (bench) =>
  (await bench.call(`${RATINGS}/ListRatingsToReview`, { parent, queue: "LOW_RATINGS" }, await bench.token("naiman-dispatcher"))).ratings ?? [];

async function talkOver(bench, desk, { number }) {
  await card(desk, number).locator("text=谈好了").click();
  await bench.lookAtDesk(desk, "02-talk");
  await desk.click("dialog[open] .main");
  await card(desk, number).waitFor({ state: "detached" });
  must(!(await waiting(bench)).some(({ orderNumber }) => orderNumber === number), "it waits still");
}

async function doAgain(bench, desk, { name, number }) {
  await go(bench, desk, "ratings", ".rating-card");
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
  const token = await bench.token("naiman-dispatcher");
  const { orders = [] } = await bench.call("orders.v1.OrderService/ListOrders", { parent, states: ["OPEN"], pageSize: 200 }, token);
  must(orders.some(({ redoOf }) => redoOf === name), "nothing is done again");
}

async function annul(bench, desk, { number }) {
  await go(bench, desk, "ratings?queue=ALL_RATINGS", ".rating-card");
  await card(desk, number).locator(".stop").click();
  await desk.click("dialog[open] >> text=是自己人评的");
  await bench.lookAtDesk(desk, "04-annul");
  await desk.click("dialog[open] .stop");
  await card(desk, number).waitFor({ state: "detached" });
}

async function ownRatings(bench, { name }) {
  const desk = await sit(bench, "naiman-dispatcher");
  await go(bench, desk, `board/${name.split("/").pop()}?state=ALL`, ".order-panel");
  await desk.locator(".pane-foot >> text=中心评一评").click();
  await field(desk, "评价").selectOption({ label: "满意" });
  await bench.lookAtDesk(desk, "05-own");
  await press(desk, "中心评一评");
  await closed(desk);
  const { ratings: given = [] } = await bench.call(`${RATINGS}/ListRatings`, { name }, await bench.token("naiman-dispatcher"));
  must(given.some(({ raterKind, score }) => raterKind === "ORGANISATION" && score === 4), JSON.stringify(given));
}

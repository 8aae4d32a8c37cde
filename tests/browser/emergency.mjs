// A dispatcher declares an emergency for one township: an urgent order of it asks the whole county at once, the board says
// so to everybody, an end in the past is refused at its field, and it is ended before its time.
import { COUNTY } from "./bench.mjs";
import { field, go, must, press, closed, sit } from "./desk.mjs";
import { askByHand, at, place } from "./plan.mjs";

const parent = `counties/${COUNTY}`;
const standing = async (bench) =>
  (await bench.call("matching.v1.EmergencyService/ListEmergencies", { parent, onlyStanding: true }, await bench.token("naiman-dispatcher"))).emergencies ?? [];

export async function emergency(bench) {
  await askByHand(bench);
  const urgent = await place(bench, "naiman-clerk", "haircut", at(14, 2), { urgency: "URGENT", clientAddress: "王大爷" });
  const desk = await sit(bench, "naiman-dispatcher");
  await go(bench, desk, "emergencies", ".emergencies .help");
  await declare(bench, desk);
  await asksAtOnce(bench, urgent);
  await desk.click(".rail a[href$='/board']");
  await desk.waitForSelector(".standing-line >> text=应急中：暴雪");
  await bench.lookAtDeskTwice(desk, "03-board");
  await others(bench);
  await end(bench, desk);
  bench.verdict();
}

async function declare(bench, desk) {
  await desk.click(".head .main");
  await press(desk, "宣布应急");
  await desk.waitForSelector(".drawer [role=alert] >> text=什么事");
  await field(desk, "什么事").fill("暴雪");
  await desk.locator(".drawer").getByLabel(/^哪里的单/).fill("大沁他拉镇");
  await desk.locator(".drawer input[type=datetime-local]").fill("2020-01-01T08:00");
  await press(desk, "宣布应急");
  await desk.waitForSelector(".drawer [role=alert] >> text=要晚于现在");
  await bench.lookAtDesk(desk, "01-refused");
  must((await standing(bench)).length === 0, "something was declared");
  await desk.locator(".drawer input[type=datetime-local]").fill(later());
  await press(desk, "宣布应急");
  await closed(desk);
  await desk.waitForSelector(".emergency.standing >> text=暴雪");
  await bench.lookAtDeskTwice(desk, "02-stands");
  for (const [width, height] of [[390, 844], [1366, 768]]) {
    await desk.setViewportSize({ width, height });
    await bench.look(desk, `02-stands-${width}`, 24);
  }
}

const later = () => new Date(Date.now() + 32 * 3_600_000).toISOString().slice(0, 16);

/** However the county asks on other days: more teams than a wave of a village, at once. */
async function asksAtOnce(bench, { name }) {
  const token = await bench.token("naiman-dispatcher");
  await bench.until("the urgent order to ask", async () => ((await bench.call("orders.v1.OrderService/GetOrder", { name }, token)).offers ?? []).length > 1);
}

/** A clerk sees it on the board and declares nothing. */
async function others(bench) {
  const clerk = await sit(bench, "naiman-clerk");
  await go(bench, clerk, "board", ".standing-line");
  await go(bench, clerk, "emergencies", ".emergency.standing");
  must((await clerk.locator(".head .main").count()) === 0, "a clerk may declare");
}

async function end(bench, desk) {
  await desk.click(".standing-line");
  await desk.locator(".emergency.standing .button").click();
  await bench.lookAtDesk(desk, "04-end");
  await desk.click("dialog[open] .stop");
  await desk.waitForSelector(".emergency.ended >> text=暴雪");
  await bench.lookAtDesk(desk, "05-ended");
  must((await standing(bench)).length === 0, "it stands still");
}

// The desk: a dispatcher approves an order and asks teams, with the reasons on the screen; the loop makes hours; the reviewer
// decides them with the keyboard; the overview and the tables say what the lists hold; whoever has no duty here sees nothing.
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { COUNTY } from "./bench.mjs";
import { lookAround, sortTables } from "./sorted.mjs";

const parent = `counties/${COUNTY}`;
const fresh = () => ({ requestId: randomUUID() });

export async function console_(bench) {
  const desk = await bench.desk("dispatcher");
  await desk.goto(`${bench.url}/console/`);
  await desk.waitForSelector("input[name=username]");
  await bench.lookAtDesk(desk, "01-sign-in");
  await bench.sitDown(desk, "naiman-dispatcher");
  await desk.waitForSelector(".order-list a");
  await bench.lookAtDesk(desk, "02-board");

  await live(bench);
  const order = await place(bench);
  await approve(bench, desk, order);
  await ask(bench, desk, order);
  await withdraw(bench, desk);
  await reviewHours(bench);
  await administer(bench, order);
  await stranger(bench);
  bench.verdict();
}

/** Placed by the clerk as a program does: the clerk's own screens are another walk's. */
export async function place(bench) {
  const clerk = await bench.token("naiman-clerk");
  const who = await bench.call("volunteers.v1.SignInService/WhoAmI", {}, clerk);
  const station = who.grants.find((grant) => grant.orgPath).orgPath.split(".").pop();
  const { menuItems } = await bench.call("orders.v1.MenuService/ListMenu", { parent }, clerk);
  const start = Date.now() + 26 * 3_600_000;
  const name = `${parent}/orders/${randomUUID()}`;
  await bench.call("orders.v1.OrderService/PlaceOrder", { ...fresh(), name, order: {
    menuItem: menuItems.find(({ skill }) => skill === "haircut").name, station: `${parent}/orgs/${station}`, clientAddress: "白奶奶", onBehalf: true,
    sessions: [{ sessionId: randomUUID(), startTime: new Date(start).toISOString(), endTime: new Date(start + 3_600_000).toISOString() }],
  } }, clerk);
  return name;
}

/**
 * Without timers that repeat nothing can poll: what another client does is on this board because the stream said so. On the
 * other board there is no stream, and it polls.
 */
async function live(bench) {
  const sitDown = async (desk) => {
    await bench.sitDown(desk, "naiman-dispatcher");
    await desk.click(".tabs >> text=待审");
    await desk.waitForSelector(".order-list a, .look.none");
  };
  const desk = await bench.desk("live");
  await desk.addInitScript(() => (window.setInterval = () => 0));
  await sitDown(desk);
  await desk.waitForSelector(".live >> text=实时更新");
  const deaf = await bench.desk("deaf");
  await deaf.route("**/WatchBoard", (route) => route.abort());
  await sitDown(deaf);
  for (let time = 0; time < 2; time++) {
    const order = await place(bench);
    await desk.waitForSelector(`.order-list a[href*="${idOf(order)}"]`);
    await deaf.waitForSelector(`.order-list a[href*="${idOf(order)}"]`);
  }
  if (await deaf.locator(".live >> text=实时更新").count()) throw new Error("a board without a stream says it is live");
  await desk.context().close();
  await deaf.context().close();
}

const idOf = (name) => name.split("/").pop();

async function approve(bench, desk, order) {
  await desk.click(".tabs >> text=待审");
  await desk.click(`.order-list a[href*="${idOf(order)}"]`); // it came by itself: the board is live
  await desk.waitForSelector(".order-panel >> text=白奶奶");
  await bench.lookAtDesk(desk, "03-to-approve");
  await desk.keyboard.press("a");
  await desk.waitForSelector(".order-panel .tag.open");
}

/** Ranked teams with reasons, why not another, and the offer. */
async function ask(bench, desk, order) {
  await bench.askedByItself(order);
  await desk.goto(`${bench.url}/console/#/board/${idOf(order)}`);
  await desk.waitForSelector(".asked li");
  await desk.fill(".why-not input", "乌兰牧骑之友文艺社");
  await desk.waitForSelector(".why-not .note");
  await bench.lookAtDesk(desk, "04-ranked-teams");
  const free = desk.locator(".teams li input");
  const left = await free.count();
  if (left) {
    await free.first().check();
    await desk.locator(".side-foot .main").click();
    await desk.waitForFunction((count) => document.querySelectorAll(".teams li input").length < count, left);
  }
  const { offers = [] } = await bench.call("orders.v1.OrderService/GetOrder", { name: order }, await bench.token("naiman-dispatcher"));
  if (!offers.length) throw new Error("nobody was asked");
  await desk.reload(); // the address opens it as it was
  await desk.waitForSelector(".asked li");
  await bench.lookAtDesk(desk, "05-asked");
}

/** With a reason, and only after a question. */
async function withdraw(bench, desk) {
  await desk.click(".pane-foot >> text=撤单");
  await desk.waitForSelector("dialog[open]");
  await bench.lookAtDesk(desk, "06-withdraw");
  await desk.keyboard.press("Escape");
  await desk.waitForSelector("dialog[open]", { state: "detached" });
  await desk.click(".pane-foot >> text=撤单");
  await desk.click("dialog[open] >> text=天气不好");
  await desk.click("dialog[open] .stop");
  await desk.waitForSelector(".order-panel .tag.cancelled");
}

/** Not in eight seconds but now; until the server has answered. */
async function sendHeld(desk) {
  await Promise.all([desk.waitForResponse((answer) => answer.url().endsWith("/DecideEntries")), desk.click(".held >> text=现在就送")]);
}

/** The hours that the loop made, one by one, as a reviewer does. Less than a minute was served: that is decided as well. */
export async function decideAtDesk(bench, order) {
  const token = await bench.token("naiman-reviewer");
  const entriesOf = async () => (await bench.call("hours.v1.EntryService/ListEntriesOfOrder", { order }, token)).entries ?? [];
  const desk = await bench.desk("reviewer");
  await bench.holdLonger(desk);
  await bench.sitDown(desk, "naiman-reviewer");
  for (const { name, reportedMinutes = 0 } of await entriesOf()) {
    await desk.goto(`${bench.url}/console/#/review/${idOf(name)}`);
    await desk.waitForSelector(`.queue .current a[href*="${idOf(name)}"]`);
    await desk.waitForSelector(".evidence");
    if (reportedMinutes > 0) {
      await desk.keyboard.press("a");
      await sendHeld(desk);
    } else {
      await desk.keyboard.press("r");
      await desk.click("dialog[open] >> text=没有付出时间");
      await desk.click("dialog[open] .stop");
    }
    await desk.waitForSelector(`.queue a[href*="${idOf(name)}"]`, { state: "detached" });
  }
  const open = (await entriesOf()).filter(({ state }) => state !== "POSTED" && state !== "VOIDED");
  if (open.length) throw new Error(`not decided: ${JSON.stringify(open)}`);
}

async function reviewHours(bench) {
  const token = await bench.token("naiman-reviewer");
  const waiting = async () => (await bench.call("hours.v1.EntryService/ListEntries", { parent, pageSize: 100 }, token)).entries ?? [];
  const before = await waiting();
  if (!before.length) throw new Error("the loop made no hours to review");
  const desk = await bench.desk("reviewer");
  await bench.holdLonger(desk);
  await bench.sitDown(desk, "naiman-reviewer");
  await desk.waitForSelector(".queue a");
  await desk.waitForSelector(".evidence");
  await bench.lookAtDesk(desk, "07-review");
  await lookAround(bench, desk, token);
  await desk.keyboard.press("r");
  await desk.waitForSelector("dialog[open]");
  await bench.lookAtDesk(desk, "08-reject");
  await desk.keyboard.press("Escape");
  await desk.waitForSelector("dialog[open]", { state: "detached" });
  await desk.keyboard.press("a");
  await desk.waitForSelector(".held");
  await desk.keyboard.press("u"); // eight seconds to say no
  await desk.waitForSelector(".queue a");
  if ((await waiting()).length !== before.length) throw new Error("taken back, and decided all the same");
  await desk.keyboard.press("x");
  await desk.waitForSelector(".queue input:checked");
  await desk.keyboard.press("a");
  await sendHeld(desk);
  await desk.waitForFunction((count) => document.querySelectorAll(".queue a").length === count, before.length - 1);
  const after = await waiting();
  if (after.length !== before.length - 1) throw new Error(`decided ${before.length - after.length} entries, not 1`);
  const decided = before.find(({ name }) => !after.some((each) => each.name === name));
  const entry = await bench.call("hours.v1.EntryService/GetEntry", { name: decided.name }, token);
  if (entry.state !== "POSTED" || entry.verdict !== "VERIFY") throw new Error(`${entry.state} ${entry.verdict}`);
  await bench.lookAtDesk(desk, "09-review-done");
}

/** The overview counts what the lists hold, opens a township, and tables keep their filter, sort and address. */
async function administer(bench, order) {
  const token = await bench.token("naiman-admin");
  const desk = await bench.desk("admin");
  await bench.sitDown(desk, "naiman-admin");
  await desk.waitForSelector(".funnel .block");
  const { orders } = await bench.call("orders.v1.OrderService/ListOrders", { parent, pageSize: 500 }, token);
  const placed = Number((await desk.textContent(".funnel .block .figure")).replace(/\D/g, ""));
  if (placed !== orders.length) throw new Error(`the overview counts ${placed} orders, the list holds ${orders.length}`);
  await bench.lookAtDesk(desk, "10-overview");
  await desk.click(".panel-head >> text=看表");
  await desk.click(".places tbody a >> nth=0");
  await desk.waitForFunction(() => location.hash.includes("place="));
  await desk.waitForSelector("text=各村");
  await bench.lookAtDesk(desk, "11-township");

  await desk.goto(`${bench.url}/console/#/teams`);
  await desk.waitForSelector(".table tbody tr");
  await bench.lookAtDesk(desk, "12-teams");
  await desk.click(".table th >> text=人数");
  await desk.fill("input[type=search]", "村队");
  await desk.waitForFunction(() => location.hash.includes("q=") && location.hash.includes("sort="));
  const seen = () => desk.locator(".table tbody tr").evaluateAll((rows) => rows.map((row) => row.textContent));
  const before = await seen();
  await desk.reload();
  await desk.waitForSelector(".table tbody tr");
  await desk.waitForFunction((count) => document.querySelectorAll(".table tbody tr").length === count, before.length);
  if (!before.length || before.some((row) => !row.includes("村队"))) throw new Error(`filtered: ${before}`);
  const [file] = await Promise.all([desk.waitForEvent("download"), desk.click("text=导出")]);
  const lines = (await readFile(await file.path(), "utf8")).trim().split("\r\n");
  if (lines.length !== before.length + 1 || !lines[0].includes("人数")) throw new Error(`exported ${lines.length} lines of ${before.length} rows`);
  for (const [page, name] of [["volunteers", "13-volunteers"], ["orders", "14-orders"], ["menu", "15-menu"], ["trainings", "16-trainings"], ["orgs", "17-orgs"], ["units", "18-units"], ["accounts", "19-accounts"]]) {
    await desk.goto(`${bench.url}/console/#/${page}`);
    await desk.waitForSelector(".table tbody tr, .look.none");
    await bench.lookAtDesk(desk, name);
  }
  await sortTables(bench, desk, token);
  await desk.goto(`${bench.url}/console/#/policies`);
  await desk.waitForSelector(".policy-panels .panel");
  await bench.lookAtDesk(desk, "20-policies");
  await desk.goto(`${bench.url}/console/#/corrections`);
  await desk.waitForSelector(".look.none, .table tbody tr");
  await bench.lookAtDesk(desk, "21-corrections");
  await log(bench, desk, order);
  await desk.click("text=English");
  await desk.goto(`${bench.url}/console/#/overview`);
  await desk.waitForSelector(".funnel .block");
  await bench.lookAtDesk(desk, "22-overview-english");
}

/** Who withdrew the order, and all that was done on it: told in words, in the address, and in a file. */
async function log(bench, desk, order) {
  const rows = () => desk.locator(".audit tbody tr").evaluateAll((all) => all.map((row) => row.textContent));
  await desk.goto(`${bench.url}/console/#/audit`);
  await desk.waitForSelector(".audit tbody tr");
  await bench.lookAtDesk(desk, "27-log");
  await desk.locator(".audit-filters select").first().selectOption("ORDER_CANCELLED");
  await desk.waitForFunction(() => [...document.querySelectorAll(".audit tbody tr")].every((row) => row.textContent.includes("撤单")) && location.hash.includes("kind="));
  await desk.waitForSelector(`.audit a[href*="/board/${idOf(order)}"]`);
  await desk.goto(`${bench.url}/console/#/audit?on=${order}`);
  await desk.waitForFunction(() => [...document.querySelectorAll(".audit tbody tr")].some((row) => row.textContent.includes("比队伍")));
  const [told] = [await rows()];
  for (const word of ["点单", "审单", "问队", "撤单"]) if (!told.some((row) => row.includes(word))) throw new Error(`the log of the order does not say ${word}: ${told}`);
  if (told.some((row) => /DECLINED|LAPSED|白奶奶/.test(row))) throw new Error(`the log says too much: ${told}`);
  await bench.lookAtDesk(desk, "28-log-of-an-order");
  await desk.reload();
  await desk.waitForFunction((count) => document.querySelectorAll(".audit tbody tr").length === count, told.length);
  const [file] = await Promise.all([desk.waitForEvent("download"), desk.click("text=导出")]);
  const lines = (await readFile(await file.path(), "utf8")).trim().split("\r\n");
  if (lines.length !== told.length + 1 || !lines[1].includes(order)) throw new Error(`exported ${lines.length} lines of ${told.length}`);
}

async function stranger(bench) {
  const desk = await bench.desk("leader");
  await bench.sitDown(desk, "naiman-leader");
  await desk.waitForSelector("text=没有职责");
  await bench.lookAtDesk(desk, "23-no-duty");
}

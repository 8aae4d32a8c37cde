// Tables and the queue of hours are sorted by the server and open again from their address; beside an entry stands what surrounds it.
import { COUNTY } from "./bench.mjs";

const parent = `counties/${COUNTY}`;
const column = (desk, at) => desk.locator(`.table tbody tr td:nth-child(${at})`).allTextContents();
const sorts = (desk, head, direction) => desk.waitForSelector(`.table th[aria-sort=${direction}] >> text=${head}`);

/** The order of the rows on the screen is the server's, whatever the machine; a press of a key does as much as a click. */
export async function sortTables(bench, desk, token) {
  const numbers = async (orderBy) => (await bench.call("orders.v1.OrderService/ListOrders", { parent, pageSize: 500, orderBy }, token)).orders.map(({ number }) => number);
  const shows = async (orderBy) => {
    const wanted = await numbers(orderBy);
    await desk.waitForFunction(([first, last]) => {
      const rows = [...document.querySelectorAll(".table tbody tr td:first-child")].map((cell) => cell.textContent.trim());
      return rows[0] === first && (rows.length < 200 ? rows[rows.length - 1] === last : true);
    }, [wanted[0], wanted[wanted.length - 1]]);
    const seen = await column(desk, 1);
    if (seen.join() !== wanted.slice(0, seen.length).join()) throw new Error(`sorted by ${orderBy || "nothing"}: ${seen}\nnot ${wanted}`);
  };
  await desk.goto(`${bench.url}/console/#/orders`);
  await desk.waitForSelector(".table tbody tr");
  await sorts(desk, "点单", "descending"); // newest first, unasked
  await shows("");
  await desk.locator(".table th button >> text=单号").focus();
  await desk.keyboard.press("Enter");
  await sorts(desk, "单号", "ascending");
  await shows("number");
  if (!(await desk.evaluate(() => document.activeElement?.closest("th")?.textContent.includes("单号")))) throw new Error("the keyboard has lost the head it pressed");
  await desk.keyboard.press("Enter");
  await sorts(desk, "单号", "descending");
  await desk.waitForFunction(() => decodeURIComponent(location.hash.replace(/\+/g, " ")).includes("sort=number desc"));
  await shows("number desc");
  await desk.reload();
  await sorts(desk, "单号", "descending");
  await shows("number desc");
  await desk.click(".table th button >> text=结单");
  await sorts(desk, "结单", "ascending");
  await shows("completed_time");
  const completed = await column(desk, 8);
  const without = completed.findIndex((text) => !text.trim());
  if (without <= 0 || completed.slice(without).some((text) => text.trim())) throw new Error(`not completed ones are not last: ${completed}`);
  await bench.lookAtDesk(desk, "14a-orders-sorted");
  // A column that the server does not know is sorted where it is shown, and an old address means what it meant.
  await desk.click(".table th button >> text=状态");
  await desk.waitForFunction(() => location.hash.includes("sort=4"));
  await sorts(desk, "状态", "ascending");
  const states = await column(desk, 4);
  const collator = new Intl.Collator("zh-CN", { numeric: true });
  if (states.some((text, at) => at > 0 && collator.compare(states[at - 1], text) > 0)) throw new Error(`not sorted: ${states}`);
  await desk.goto(`${bench.url}/console/#/orders?sort=-1`);
  await sorts(desk, "单号", "descending");
  await shows("number desc");
}

/** The queue's order lives in the address; what surrounds the open entry is told, a fault as well, and the keys go on working. */
export async function lookAround(bench, desk, token) {
  await desk.waitForSelector(".around .parts dd");
  for (const words of ["前后三天", "近来", "谁经过手", "看过结单码"]) await desk.waitForSelector(`.around >> text=${words}`);
  await bench.lookAtDesk(desk, "07a-around");
  await crowded(bench, desk);
  await doubted(bench, desk);
  const open = () => desk.evaluate(() => location.hash.split("?")[0]);
  const queued = () => desk.locator(".queue a").evaluateAll((links) => links.map((link) => link.getAttribute("href").split("?")[0].split("/").pop()));
  const first = (await queued())[0];
  const fails = (route) => route.fulfill({ status: 503, contentType: "application/json", body: JSON.stringify({ code: "unavailable", message: "…" }) });
  await desk.route("**/ListEntriesAround", fails);
  await desk.selectOption("select[aria-label=怎么排]", "start_time desc");
  await desk.waitForFunction(() => location.hash.includes("sort=start_time"));
  await desk.reload();
  await desk.waitForSelector(".queue a");
  await desk.waitForSelector(".around .look button >> text=再试");
  await bench.lookAtDesk(desk, "07b-around-trouble");
  await desk.unroute("**/ListEntriesAround", fails);
  await desk.click(".around .look button >> text=再试");
  await desk.waitForSelector(".around .parts dd");
  if ((await desk.inputValue("select[aria-label=怎么排]")) !== "start_time desc") throw new Error("the queue does not open again as it was sorted");
  const { entries } = await bench.call("hours.v1.EntryService/ListEntries", { parent, pageSize: 50, orderBy: "start_time desc" }, token);
  const ids = entries.map(({ name }) => name.split("/").pop());
  const shown = await queued();
  // Under headings, and within each as the server gave them.
  if (new Set(shown).size !== ids.length || shown.some((id) => !ids.includes(id))) throw new Error(`the queue shows ${shown}, not ${ids}`);
  await desk.selectOption("select[aria-label=怎么排]", "");
  await desk.waitForFunction(() => !location.hash.includes("sort="));
  if (shown.length > 1) {
    const before = await open();
    await desk.keyboard.press("j");
    await desk.waitForFunction((was) => location.hash.split("?")[0] !== was, before);
    await desk.waitForSelector(".around .parts dd");
  }
  await desk.goto(`${bench.url}/console/#/review/${first}`);
  await desk.waitForSelector(".around .parts dd");
}

/** The demo county was made today: the days around are told as if it had worked for a while, with one service beyond this desk's places. */
async function crowded(bench, desk) {
  const answers = async (route) => {
    const answer = await route.fetch();
    const now = Date.now();
    const at = (hours) => new Date(now + hours * 3_600_000).toISOString();
    const { stationPath } = (await bench.call("hours.v1.EntryService/ListEntries", { parent, pageSize: 1 }, await bench.token("naiman-reviewer"))).entries[0];
    const entry = (n, hours, length, state, more = {}) => ({
      name: `${parent}/entries/00000000-0000-4000-8000-${String(n).padStart(12, "0")}`, order: `${parent}/orders/${n}`, orderNumber: `K${n}M3`, stationPath, state,
      startTime: at(hours), endTime: at(hours + length), reportedMinutes: length * 60, postedMinutes: state === "POSTED" ? length * 60 : 0, ...more });
    const { name: _name, order: _order, orderNumber: _number, stationPath: _path, ...veiled } = entry(3, 0, 1.5, "PENDING");
    const ofTeam = [-26, -26, -26, -50, -50, -98, -170].map((hours, n) => entry(10 + n, hours, 2, ["POSTED", "POSTED", "VOIDED", "POSTED", "SECOND", "POSTED", "RETURNED"][n], { order: `${parent}/orders/${hours}`, orderNumber: `T${-hours}` }));
    await route.fulfill({ response: answer, json: { ...(await answer.json()), ofTeam, ofPerson: [
      { entry: entry(1, -50, 2, "POSTED") }, { entry: entry(2, -26, 1, "VOIDED") }, { entry: veiled, overlapMinutes: 35, beyond: true }, { entry: entry(4, 20, 2, "PENDING"), overlapMinutes: 8 },
    ] } });
  };
  await desk.route("**/ListEntriesAround", answers);
  await desk.reload();
  await desk.waitForSelector(".around li.meets >> text=和这一段重叠");
  await desk.waitForSelector(".around >> text=在您看不到的地方");
  if ((await desk.locator(".near").first().locator("a").count()) !== 3) throw new Error("what is beyond this desk's places is no link");
  await bench.lookAtDesk(desk, "07c-around-crowded");
  await desk.setViewportSize({ width: 1024, height: 768 });
  await desk.click("button >> text=前后和以前");
  await desk.waitForSelector(".side-open .around li.meets");
  await bench.look(desk, "07d-around-sheet", 24);
  await desk.click(".side >> text=回上一页");
  await desk.setViewportSize({ width: 1440, height: 900 });
  await desk.unroute("**/ListEntriesAround", answers);
  await desk.reload();
  await desk.waitForSelector(".around .parts dd");
}

/** In the demo county nothing looks like fraud: the queue is told as if its first entry did. */
async function doubted(bench, desk) {
  const answers = async (route) => {
    const answer = await route.fetch();
    const told = await answer.json();
    const [{ name }] = told.entries;
    told.entries[0].risk = { points: 84, flags: [
      { kind: "ONE_DEVICE_MANY", points: 84, sentence: "同一部手机在 10 分钟内为 14 人签到，都说用的是自己的手机；该场名单 15 人。", others: [name] },
      { kind: "PADDED_MINUTES", points: 61, sentence: "比计划多出 48 分钟（计划 90 分钟）；这个人 18 次服务里有 7 次这样。" },
    ] };
    await route.fulfill({ response: answer, json: told });
  };
  await desk.route("**/ListEntries", answers);
  await desk.reload();
  await desk.waitForSelector(".queue h2 >> text=一部手机签了多人");
  for (const words of ["请看一眼", "不等于有错", "为 14 人签到", "18 次服务里有 7 次"]) await desk.waitForSelector(`.note >> text=${words}`);
  await bench.lookAtDesk(desk, "07e-doubted");
  await desk.unroute("**/ListEntries", answers);
  await desk.reload();
  await desk.waitForSelector(".around .parts dd");
}

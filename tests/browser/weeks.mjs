// Eight weeks of a county that works, on a clock that the walk moves: what the overview draws of them. Then weeks that end
// alike, made up, since no county can be asked to.
import { randomUUID } from "node:crypto";
import { COUNTY } from "./bench.mjs";

const parent = `counties/${COUNTY}`;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Hours from opening to acceptance, order by order. The third week is too thin for a median. */
const WEEKS = [[2, 5, 9, 20, 30], [1, 4, 8, 16, 24, 25], [3, 6], [2, 3, 7, 12, 22], [1, 2, 6, 10, 18], [1, 3, 5, 9, 14], [2, 2, 4, 6, 10], [1, 1, 2, 3, 5]];

export async function weeks(bench) {
  // Monday noon in China, so that each week holds its orders.
  const monday = nextMonday(Date.now()) + 12 * HOUR;
  for (const [week, hours] of WEEKS.entries()) await work(bench, monday + week * 7 * DAY, hours);
  const now = monday + WEEKS.length * 7 * DAY - 2 * DAY;
  await bench.setClock(now);
  await seeThem(bench, now);
  await endAlike(bench, now);
  bench.verdict();
}

const nextMonday = (ms) => {
  const china = ms + 8 * HOUR;
  const day = Math.floor(china / DAY);
  return (day + (11 - (day % 7)) % 7 + 7) * DAY - 8 * HOUR; // day 0 was a Thursday
};

/** Orders of one week: placed and approved on Monday, taken after so many hours, seen done on Wednesday. */
async function work(bench, start, hours) {
  await bench.setClock(start);
  const tokens = Object.fromEntries(await Promise.all(["clerk", "officer", "leader"].map(async (who) => [who, await bench.token(`naiman-${who}`)])));
  const orders = await Promise.all(hours.map(() => opened(bench, start + 2 * DAY, tokens)));
  const { grants } = await bench.call("volunteers.v1.SignInService/WhoAmI", {}, tokens.leader);
  const team = `${parent}/teams/${grants.find(({ teamId }) => teamId).teamId}`;
  for (const [at, name] of orders.entries()) {
    await bench.setClock(start + hours[at] * HOUR);
    await bench.call("orders.v1.OrderService/AcceptOrder", { requestId: randomUUID(), name, team }, await bench.token("naiman-leader"));
  }
  const end = start + 2 * DAY + HOUR; // before the clock asks why nobody checked in
  await bench.setClock(end);
  const clerk = await bench.token("naiman-clerk");
  for (const name of orders) {
    await bench.call("orders.v1.AttendanceService/CompleteOrder", { requestId: randomUUID(), name, witness: true, observedTime: new Date(end).toISOString() }, clerk);
  }
}

async function opened(bench, start, { clerk, officer }) {
  const who = await bench.call("volunteers.v1.SignInService/WhoAmI", {}, clerk);
  const station = who.grants.find((grant) => grant.orgPath).orgPath.split(".").pop();
  const { menuItems } = await bench.call("orders.v1.MenuService/ListMenu", { parent }, clerk);
  const name = `${parent}/orders/${randomUUID()}`;
  await bench.call("orders.v1.OrderService/PlaceOrder", { requestId: randomUUID(), name, order: {
    menuItem: menuItems.find(({ skill }) => skill === "haircut").name, station: `${parent}/orgs/${station}`, clientAddress: "白奶奶", onBehalf: true,
    sessions: [{ sessionId: randomUUID(), startTime: new Date(start).toISOString(), endTime: new Date(start + HOUR).toISOString() }],
  } }, clerk);
  await bench.call("orders.v1.OrderService/ApproveOrder", { requestId: randomUUID(), name }, officer);
  return name;
}

/** The desk's own clock goes with the server's. */
async function overview(bench, who, now) {
  const desk = await bench.desk(who);
  await desk.clock.setFixedTime(now);
  await bench.sitDown(desk, "naiman-admin");
  return desk;
}

async function seeThem(bench, now) {
  const desk = await overview(bench, "weeks", now);
  await desk.waitForSelector(".chart canvas");
  await bench.lookAtDeskTwice(desk, "01-weeks");
  await desk.hover(".chart", { position: { x: 200, y: 90 } });
  await bench.look(desk, "02-one-week", 24);
  await desk.click(".panel-head >> text=看表");
  await desk.waitForSelector(`.lower-side .table tbody tr:nth-child(${WEEKS.length})`);
  await bench.lookAtDesk(desk, "03-weeks-as-table");
  const rows = await desk.locator(".lower-side .table tbody tr").evaluateAll((all) => all.map((row) => [...row.cells].map((cell) => cell.textContent.trim())));
  const last = rows.slice(-WEEKS.length);
  const told = last.map(([, placed, half, ninth]) => [Number(placed), half, ninth]);
  const wanted = WEEKS.map((hours) => (hours.length < 5 ? [hours.length, undefined, "–"] : [hours.length, `${hours[Math.ceil(hours.length * 0.5) - 1]} 小时`, `${hours[Math.ceil(hours.length * 0.9) - 1]} 小时`]));
  for (const [at, [placed, half, ninth]] of wanted.entries()) {
    // The demo county's series places some by itself.
    if (!(told[at]?.[0] >= placed) || (half && told[at][1] !== half) || told[at][2] !== ninth) throw new Error(`week ${at + 1}: wanted ${wanted[at]}, the overview says ${told[at]}`);
  }
  await desk.context().close();
}

/** Three weeks in which the half and the nine tenths are the same, to the end of both lines. */
async function endAlike(bench, now) {
  const halves = [31, 26, 28, 0, 19, 14, 15, 0, 9, 6, 6, 6];
  const made = halves.map((hours, at) => ({
    startTime: new Date(now - (12 - at) * 7 * DAY).toISOString(), placed: 18 + 4 * at,
    accept: hours ? { count: 12 + 3 * at, medianSeconds: `${hours * 3600}`, ninthTenthSeconds: `${Math.round(hours * 3600 * (at < 9 ? 2.4 : 1))}` } : { count: 3 },
  }));
  const desk = await bench.desk("alike");
  await desk.clock.setFixedTime(now);
  await desk.route("**/GetFigures", async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...(await answer.json()), weeks: made } });
  });
  await bench.sitDown(desk, "naiman-admin");
  await desk.waitForSelector(".chart canvas");
  await bench.lookAtDeskTwice(desk, "04-weeks-that-end-alike");
  await desk.context().close();
}

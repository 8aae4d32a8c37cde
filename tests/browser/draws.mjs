// 抽查, on a clock that the walk moves: planned at the desk before the period, drawn by the server after it, recomputed in the
// browser and by Python, called back by keyboard by somebody who had no part; a difference opens a correction.
import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { COUNTY, repo } from "./bench.mjs";
import { closed, field, go, must, press } from "./desk.mjs";

const run = promisify(execFile);
const parent = `counties/${COUNTY}`;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const PEOPLE = 3;

export async function draws(bench) {
  // Tomorrow at nine in China; the period is that day.
  const start = Math.floor((Date.now() + 8 * HOUR) / DAY) * DAY + DAY + HOUR;
  const commitment = await planned(bench, start - DAY);
  for (let n = 0; n < PEOPLE; n++) await served(bench, start + n * 2 * HOUR);
  await drawn(bench, start + DAY, commitment);
  await called(bench, start + DAY);
  await rates(bench, start + DAY);
  await explained(bench, start + DAY);
  bench.verdict();
}

async function sitAt(bench, who, now) {
  const desk = await bench.desk(who);
  await desk.clock.setFixedTime(now);
  await bench.sitDown(desk, who);
  return desk;
}
const dayText = (ms) => new Date(ms + 8 * HOUR).toISOString().slice(0, 10);

/** The commitment stands there before anything of the period does. */
async function planned(bench, now) {
  const desk = await sitAt(bench, "naiman-admin", now);
  await go(bench, desk, "draws", "text=还没有抽查过");
  await bench.lookAtDesk(desk, "01-none");
  await desk.keyboard.press("n");
  await field(desk, "从哪天起").fill(dayText(now + DAY));
  await field(desk, "到哪天为止").fill(dayText(now + DAY));
  await field(desk, "抽几条").fill("0");
  await field(desk, "或抽百分之几").fill("60");
  await bench.lookAtDeskTwice(desk, "02-plan");
  await press(desk, "定下，公布承诺");
  await closed(desk);
  await desk.waitForSelector(".table >> text=承诺已公布");
  await bench.lookAtDesk(desk, "03-planned");
  const { draws: [draw] } = await bench.call("hours.v1.DrawService/ListDraws", { parent });
  must(/^[0-9a-f]{64}$/.test(draw.commitment) && !draw.seed, `the draw says ${JSON.stringify(draw)}`);
  await desk.context().close();
  return draw.commitment;
}

/** Placed with a telephone, seen done by the station, and verified. */
async function served(bench, start) {
  await bench.setClock(start - HOUR);
  const [clerk, officer, leader] = await Promise.all(["clerk", "officer", "leader"].map((who) => bench.token(`naiman-${who}`)));
  const who = await bench.call("volunteers.v1.SignInService/WhoAmI", {}, clerk);
  const { grants, volunteer } = await bench.call("volunteers.v1.SignInService/WhoAmI", {}, leader);
  const { menuItems } = await bench.call("orders.v1.MenuService/ListMenu", { parent }, clerk);
  const name = `${parent}/orders/${randomUUID()}`;
  const sessionId = randomUUID();
  await bench.call("orders.v1.OrderService/PlaceOrder", { requestId: randomUUID(), name, order: {
    menuItem: menuItems.find(({ skill }) => skill === "haircut").name, station: `${parent}/orgs/${who.grants.find(({ orgPath }) => orgPath).orgPath.split(".").pop()}`, clientAddress: "白奶奶", phone: "13800138000", onBehalf: true,
    sessions: [{ sessionId, startTime: new Date(start).toISOString(), endTime: new Date(start + HOUR).toISOString() }],
  } }, clerk);
  await bench.call("orders.v1.OrderService/ApproveOrder", { requestId: randomUUID(), name }, officer);
  await bench.call("orders.v1.OrderService/AcceptOrder", { requestId: randomUUID(), name, team: `${parent}/teams/${grants.find(({ teamId }) => teamId).teamId}` }, leader);
  await bench.setClock(start);
  await bench.call("orders.v1.AttendanceService/CheckIn", { requestId: randomUUID(), name, sessionId, volunteer, observedTime: new Date(start).toISOString() }, await bench.token("naiman-leader"));
  await bench.setClock(start + HOUR);
  await bench.call("orders.v1.AttendanceService/CompleteOrder", { requestId: randomUUID(), name, witness: true, observedTime: new Date(start + HOUR).toISOString() }, await bench.token("naiman-clerk"));
  const reviewer = await bench.token("naiman-reviewer");
  const entry = await bench.until("the entry", async () => (await bench.call("hours.v1.EntryService/ListEntriesOfOrder", { order: name }, reviewer)).entries?.[0]);
  await bench.call("hours.v1.EntryService/DecideEntries", { requestId: randomUUID(), parent, decisions: [{ entry: entry.name, verdict: "VERIFY" }] }, reviewer);
}

async function drawn(bench, now, commitment) {
  await bench.setClock(now);
  const draw = await bench.until("the draw of the clock", async () => {
    const { draws: [found] } = await bench.call("hours.v1.DrawService/ListDraws", { parent });
    return found.state === "DRAW_MADE" && found;
  });
  must(draw.commitment === commitment && draw.listed === PEOPLE && draw.figures.drawn === 2, `the draw says ${JSON.stringify(draw)}`);
  const desk = await sitAt(bench, "naiman-reviewer", now);
  await go(bench, desk, "draws");
  await desk.click(".table tbody >> text=打开");
  await desk.waitForSelector(".call-sheet .note.warn >> text=这条时长是您定的");
  await desk.click("text=在这台电脑上重算");
  await desk.waitForSelector(".draw-deeds .match >> text=对得上");
  await bench.lookAtDeskTwice(desk, "04-drawn");
  const [file] = await Promise.all([desk.waitForEvent("download"), desk.click("text=存下凭据")]);
  const proof = join(bench.folder, "proof.json");
  await file.saveAs(proof);
  const recompute = async (path) => (await run("bash", ["-c", `python3 ${join(repo, "services/hours/draw/recompute.py")} < ${path} || true`])).stdout.trim();
  must((await recompute(proof)) === "MATCH", "Python comes to another draw");
  const { stdout } = await bench.cli("draw", "verify", proof, "--plain", "--commitment", commitment);
  must(stdout.startsWith("MATCH"), `the terminal says ${stdout}`);
  must(!(await readFile(proof, "utf8")).includes("volunteer"), "the proof names somebody");
  await desk.context().close();
}

async function called(bench, now) {
  const desk = await sitAt(bench, "naiman-reviewer2", now);
  await go(bench, desk, "draws");
  await desk.click(".table tbody >> text=打开");
  await desk.waitForSelector(".call-results");
  await desk.keyboard.press("4");
  await desk.waitForSelector(".call-rows >> text=没打通");
  await desk.keyboard.press("k");
  await desk.waitForSelector(".call-rows li:first-child [aria-current]");
  await desk.keyboard.press("1");
  await desk.waitForSelector(".call-rows li:first-child >> text=属实");
  await bench.lookAtDeskTwice(desk, "05-call");
  await desk.keyboard.press("j");
  await desk.keyboard.press("2");
  await desk.waitForSelector(".ask-dialog[open] input[type=number]");
  await desk.fill(".ask-dialog[open] input[type=number]", "30");
  await bench.lookAtDesk(desk, "06-minutes");
  await desk.click(".ask-dialog[open] .main");
  await desk.waitForSelector(".call .note >> text=已开更正");
  await desk.waitForSelector(".head .tag >> text=办完了");
  await bench.lookAtDeskTwice(desk, "07-closed");
  await go(bench, desk, "corrections");
  await desk.waitForSelector(".table >> text=抽查回访说的不一样");
  await desk.context().close();
}

/** Who answered at all: nobody did. */
async function rates(bench, now) {
  const desk = await sitAt(bench, "naiman-officer", now);
  await go(bench, desk, "ratings?queue=RATES", ".rates .table tbody tr");
  await desk.waitForSelector(".rates tfoot >> text=合计");
  await bench.lookAtDeskTwice(desk, "08-rates");
  await desk.context().close();
}

/** On the phone of who served: what was decided, why, and what can be done about it. */
async function explained(bench, now) {
  const phone = await bench.phone("volunteer");
  await phone.clock.setFixedTime(now);
  await bench.signIn(phone, "naiman-leader");
  await phone.goto(`${bench.url}/field/#/volunteer/hours`);
  await phone.locator(".member .link", { hasText: "怎么定的" }).first().click();
  await phone.waitForSelector(".sheet >> text=看过了，记入了。");
  await phone.waitForSelector(".sheet >> text=凭据够");
  await bench.lookTwice(phone, "09-explained");
  await phone.context().close();
}

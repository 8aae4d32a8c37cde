// A dispatcher plans the whole county: sees who is served and why, pins and rules out teams, plans again and sees the
// difference, tries other points, lets a late order join, offers what was chosen, and a leader reads why the team is asked.
import { randomUUID } from "node:crypto";
import { COUNTY } from "./bench.mjs";
import { field, must, press, sit } from "./desk.mjs";

const parent = `counties/${COUNTY}`;
const DAY = 86_400_000;
const PLANS = "matching.v1.PlanService";
const LEADERS_TEAM = "柳树营子村邻里互助队";
const fresh = () => ({ requestId: randomUUID() });
const idOf = (name) => name.split("/").pop();

export async function plan(bench) {
  await askByHand(bench);
  const county = await placeMany(bench);
  const desk = await sit(bench, "naiman-dispatcher");
  await begin(bench, desk);
  const first = await look(bench, desk, county);
  await change(bench, desk, first, county);
  await tryPoints(bench, desk);
  await join(bench, desk, county);
  const asked = await commit(bench, desk, county);
  await leader(bench, asked);
  await past(bench, desk, first);
  await english(bench, desk);
  await others(bench);
  bench.verdict();
}

/** Else a new order asks at once, and nothing is left to plan. */
export async function askByHand(bench) {
  const token = await bench.token("naiman-admin");
  const { version = 0, ...weights } = await bench.call("matching.v1.MatchingService/GetWeights", { parent }, token);
  await bench.call("matching.v1.MatchingService/SetWeights", { ...fresh(), parent, baseVersion: version, withoutSimulation: "AUTOMATIC_SWITCH", weights: { ...weights, waves: { ...weights.waves, automatic: false } } }, token);
}

/** A weekday, at this hour in China: every kind of team works then. */
export function at(hour, days = 2) {
  const midnight = Math.floor((Date.now() + 8 * 3_600_000) / DAY) * DAY - 8 * 3_600_000;
  let day = midnight + days * DAY;
  while ([0, 6].includes(new Date(day + 8 * 3_600_000).getUTCDay())) day += DAY;
  return day + hour * 3_600_000;
}

export async function place(bench, who, skill, start, more = {}) {
  const token = await bench.token(who);
  const { grants } = await bench.call("volunteers.v1.SignInService/WhoAmI", {}, token);
  const { menuItems } = await bench.call("orders.v1.MenuService/ListMenu", { parent }, token);
  const name = `${parent}/orders/${randomUUID()}`;
  await bench.call("orders.v1.OrderService/PlaceOrder", { ...fresh(), name, order: {
    menuItem: menuItems.find((item) => item.skill === skill).name, station: `${parent}/orgs/${grants.find(({ orgPath }) => orgPath).orgPath.split(".").pop()}`, clientAddress: "白奶奶", onBehalf: true,
    sessions: [{ sessionId: randomUUID(), startTime: new Date(start).toISOString(), endTime: new Date(start + 3_600_000).toISOString() }], ...more,
  } }, token);
  const dispatcher = await bench.token("naiman-dispatcher");
  const placed = await bench.call("orders.v1.OrderService/GetOrder", { name }, dispatcher);
  const order = placed.state === "PLACED" ? await bench.call("orders.v1.OrderService/ApproveOrder", { ...fresh(), name, etag: placed.etag }, dispatcher) : placed;
  return { name, number: placed.number, ...order };
}

/** Two haircuts in one village at one hour, one elsewhere, two check-ups for one team of doctors, a talk in Mongolian. */
async function placeMany(bench) {
  const here = await place(bench, "naiman-clerk", "haircut", at(9));
  const beside = await place(bench, "naiman-clerk", "haircut", at(9));
  await place(bench, "naiman-clerk2", "haircut", at(9));
  await place(bench, "naiman-clerk2", "haircut", at(15));
  await place(bench, "naiman-clerk", "health_check", at(9), { urgency: "URGENT" });
  await place(bench, "naiman-clerk2", "health_check", at(9));
  await place(bench, "naiman-clerk3", "policy_talk", at(14), { language: "mn", languageRequired: true });
  return { here, beside };
}

/** From the board; stopped on the way; then made. */
async function begin(bench, desk) {
  await desk.click("text=全县排一遍");
  await desk.waitForSelector(".plan-start .past .look.none");
  await bench.lookAtDesk(desk, "01-start");
  let go;
  const held = new Promise((done) => (go = done));
  const waits = async (route) => {
    await held;
    await route.continue().catch(() => {});
  };
  await desk.route("**/PlanDispatch", waits);
  await desk.click(".begin .main");
  await desk.waitForSelector(".planning progress");
  await bench.lookAtDesk(desk, "02-planning");
  await desk.click(".planning >> text=停下");
  await desk.waitForSelector(".planning >> text=停下了");
  go();
  await desk.unroute("**/PlanDispatch", waits);
  must(!(await bench.call(`${PLANS}/ListPlans`, { parent }, await bench.token("naiman-dispatcher"))).plans?.length, "what was stopped was kept");
  await desk.click(".begin .main");
  await desk.waitForSelector(".plan-figures");
}

const planOf = async (bench, desk) => bench.call(`${PLANS}/GetPlan`, { name: `${parent}/plans/${/plan\/([0-9a-f-]+)/.exec(desk.url())[1]}` }, await bench.token("naiman-dispatcher"));
const linesOf = async (bench, name) => (await bench.call(`${PLANS}/ListPlanLines`, { parent: name, pageSize: 500 }, await bench.token("naiman-dispatcher"))).lines;
const row = (desk, number) => desk.locator(`.plan-line:has(a:text-is("${number}"))`);

/** What stands on the screen is what the plan says. */
async function look(bench, desk, { here }) {
  const made = await planOf(bench, desk);
  const lines = await linesOf(bench, made.name);
  await row(desk, here.number).waitFor();
  await bench.lookAtDeskTwice(desk, "03-plan");
  for (const [width, height] of [[390, 844], [1366, 768]]) {
    await desk.setViewportSize({ width, height });
    await bench.look(desk, `03-plan-${width}`, 24);
  }
  const figures = await desk.locator(".plan-figures .figure").allTextContents();
  must(figures[0] === String(made.figures.orders) && figures[1] === String(made.figures.recommended) && figures[2] === String(made.figures.unserved ?? 0), `the figures are ${figures}, not ${JSON.stringify(made.figures)}`);
  must(made.figures.unserved >= 1, "every order is served: nothing to explain");
  const firsts = await desk.locator(".plan-line").first().textContent();
  const unserved = lines.find(({ outcome }) => outcome === "UNSERVED");
  must(firsts.includes(unserved.number) && firsts.includes(unserved.unserved.sentence), `first stands ${firsts}`);
  await row(desk, here.number).locator(`text=${lines.find(({ number }) => number === here.number).chosen.teamName}`).first().waitFor();
  // One kind at a time, and one township, in the address.
  await desk.click(".line-filters >> text=排不上");
  await desk.waitForFunction((n) => document.querySelectorAll(".plan-line").length === n, made.figures.unserved);
  await desk.selectOption(".line-filters select", { index: 1 });
  await desk.waitForFunction(() => location.hash.includes("place=") && location.hash.includes("show=UNSERVED"));
  await desk.selectOption(".line-filters select", "");
  await desk.click(".line-filters >> text=全部");
  return made;
}

/** Pins as the dialog lets one: the second best, or a team by its name. */
async function pin(desk, number, team) {
  await row(desk, number).locator("text=换一支队").click();
  if (team) await field(desk, "别的队").fill(team);
  await desk.waitForSelector(".verdict .note:not(.warn)");
  await press(desk, "指定这支队");
  await row(desk, number).locator(".wish").waitFor();
}
async function again(bench, desk) {
  const before = desk.url();
  await desk.click(".head-end .main");
  await desk.waitForFunction((url) => location.href !== url, before);
  await desk.waitForSelector(".difference");
  await desk.waitForSelector(".plan-line, .look.none");
  return planOf(bench, desk);
}

async function change(bench, desk, first, { here, beside }) {
  const lines = await linesOf(bench, first.name);
  const of = (number) => lines.find((line) => line.number === number);
  await row(desk, here.number).locator("text=换一支队").click();
  await desk.waitForSelector(".verdict .note");
  await bench.lookAtDeskTwice(desk, "04-another-team");
  await field(desk, "别的队").fill("白衣义诊志愿服务队");
  await desk.waitForSelector(".verdict .note.warn");
  must(await desk.locator(".drawer-foot .main").isDisabled(), "a team that a rule leaves out may be pinned");
  await desk.keyboard.press("Escape");
  await desk.waitForSelector(".drawer", { state: "detached" });
  // Two orders of one half-day to one team: one of the pins cannot be kept.
  const team = of(here.number).chosen.teamName;
  await pin(desk, beside.number, team);
  await row(desk, here.number).locator("text=不要这支队").click();
  await row(desk, here.number).locator(".wish >> text=撤回").click();
  await pin(desk, here.number);
  must(await desk.locator(".offer-foot .button").last().isDisabled(), "a plan with changes that are not planned may be offered");
  await bench.lookAtDeskTwice(desk, "05-wishes");
  const second = await again(bench, desk);
  must(second.pins.length === 2 && second.basePlan === first.name, JSON.stringify(second.pins));
  const after = await linesOf(bench, second.name);
  must(after.find(({ number }) => number === beside.number).chosen.teamName === team, "the pin was not kept");
  const changed = after.filter((line) => line.changed);
  must(changed.length === second.figures.changed && changed.length >= 2, "nothing has changed");
  await desk.waitForFunction((n) => document.querySelectorAll(".plan-line").length === n, changed.length);
  await row(desk, beside.number).locator(`text=原来：${of(beside.number).chosen.teamName}`).waitFor();
  await bench.lookAtDeskTwice(desk, "06-difference");
  // Both to the same team.
  await pin(desk, here.number, team);
  const third = await again(bench, desk);
  must(third.brokenPins?.length === 1, "two pins to one team in one half-day were both kept");
  await desk.waitForSelector(".broken-pins li");
  await bench.lookAtDeskTwice(desk, "07-broken-pin");
  await desk.click(".broken-pins .link");
  const fourth = await again(bench, desk);
  must(!fourth.brokenPins?.length && fourth.pins.length === 1, "the broken pin is still there");
}

/** For this plan alone: the county's rules are as before. */
async function tryPoints(bench, desk) {
  await desk.click(".wishes .panel-head .button");
  await field(desk, "一周里每多一个半天加").fill("61");
  await press(desk, "记下，再排时用");
  await desk.waitForSelector(".drawer .error >> text=不能大于 60");
  await bench.lookAtDeskTwice(desk, "08-points");
  await field(desk, "一周里每多一个半天加").fill("0");
  await press(desk, "记下，再排时用");
  await desk.waitForSelector(".wishes >> text=计分改了 1 处");
  const tried = await again(bench, desk);
  must(tried.weights.version === -1 && !tried.weights.plan.evenness, JSON.stringify(tried.weights));
  await desk.waitForSelector(".wishes >> text=这一份的计分是试的");
  const { plan: kept } = await bench.call("matching.v1.MatchingService/GetWeights", { parent }, await bench.token("naiman-dispatcher"));
  must(kept.evenness === 30, "a try changed the county's rules");
  await desk.click(".wishes >> text=用回县里的");
  const back = await again(bench, desk);
  must(back.weights.version !== -1 && back.weights.plan.evenness === 30, "the county's points did not come back");
}

async function join(bench, desk, county) {
  county.late = await place(bench, "naiman-clerk3", "haircut", at(9));
  await desk.reload();
  await desk.waitForSelector(`.new-orders >> text=${county.late.number}`);
  await bench.lookAtDeskTwice(desk, "09-new-order");
  const before = desk.url();
  await desk.click(".new-orders button >> text=加进来");
  await desk.waitForFunction((url) => location.href !== url, before);
  await desk.waitForSelector(".difference >> text=加进了 1 单");
  await desk.waitForSelector(`.difference .joined >> text=${county.late.number}`);
  await row(desk, county.late.number).locator(".gets b").waitFor();
  await bench.lookAtDesk(desk, "09a-joined");
}

/** All but one; one has been withdrawn meanwhile. The rest is offered, once. */
async function commit(bench, desk, { here, beside, late }) {
  const made = await planOf(bench, desk);
  const token = await bench.token("naiman-dispatcher");
  await bench.call("orders.v1.OrderService/CancelOrder", { ...fresh(), name: late.name, reason: "WEATHER" }, token);
  await desk.click(".line-filters >> text=全部");
  const lines = (await linesOf(bench, made.name)).filter(({ chosen }) => chosen);
  const ours = lines.find(({ chosen }) => chosen.teamName === LEADERS_TEAM);
  must(ours, "the leader's team has nothing in the plan");
  const spared = [here, beside].find(({ number }) => number !== ours.number);
  await row(desk, spared.number).locator("input").uncheck();
  await desk.waitForSelector(`.offer-foot >> text=选了 ${made.figures.recommended - 1}／${made.figures.recommended} 单`);
  await desk.click(".offer-foot .main");
  await desk.waitForSelector("dialog[open] >> text=这是问，不是派");
  await bench.lookAtDeskTwice(desk, "10-commit");
  // The answer is lost on the way: pressed again, it is the same request, and nobody is asked twice.
  const lost = async (route) => {
    await route.fetch();
    await route.abort();
    await desk.unroute("**/CommitPlan", lost);
  };
  await desk.route("**/CommitPlan", lost);
  await desk.click("dialog[open] .main");
  await desk.waitForSelector(".offer-foot .note.bad");
  await bench.lookAtDesk(desk, "11-no-answer");
  await desk.click(".offer-foot >> text=接着问");
  await desk.waitForSelector(".offer-results");
  await desk.waitForSelector(`.offer-results li >> text=${late.number}`);
  await bench.lookAtDeskTwice(desk, "12-offered");
  const { offered } = await bench.call(`${PLANS}/GetPlan`, { name: made.name }, token);
  must(offered === made.figures.recommended - 2, `${offered} offered of ${made.figures.recommended}`);
  const { offers = [] } = await bench.call("orders.v1.OrderService/GetOrder", { name: spared.name }, token);
  must(!offers.length, "an order that was not chosen was offered");
  const asked = await bench.call("orders.v1.OrderService/GetOrder", { name: ours.order }, token);
  must(asked.offers?.length === 1 && asked.offers[0].recommendation, JSON.stringify(asked.offers));
  return asked;
}

/** The leader's own team's reasons, without points and without a word of anybody else. */
async function leader(bench, asked) {
  const phone = await bench.phone("leader");
  await bench.signIn(phone, "naiman-leader");
  const card = phone.locator(`.offer:has(h2:text-is("${asked.title}"))`);
  await card.locator(".why li >> text=是本村的队").waitFor();
  await bench.lookTwice(phone, "13-leader");
  const why = await card.locator(".why").textContent();
  must(!/计分|折算|排第|\d+ 支/.test(why), `the leader reads: ${why}`);
  const { ranked } = await bench.call("matching.v1.MatchingService/GetRecommendation", { name: asked.offers[0].recommendation }, await bench.token("naiman-dispatcher"));
  for (const other of ranked.slice(1)) must(!why.includes(other.teamName), `the leader reads about ${other.teamName}`);
  await phone.context().close();
}

async function past(bench, desk, first) {
  await desk.click(".head-end >> text=以前的计划");
  await desk.waitForSelector(".past tbody tr");
  await bench.lookAtDeskTwice(desk, "14-past");
  await desk.click(`.past a[href*="${idOf(first.name)}"]`);
  await desk.waitForSelector(".note.old >> text=只能看");
  await desk.waitForSelector(".plan-line");
  must(!(await desk.locator(".plan-line input, .line-acts, .offer-foot").count()), "an old plan can be changed");
  await bench.lookAtDesk(desk, "15-old-plan");
  await desk.click(".note.old >> text=接着用这一份");
  await desk.waitForSelector(".offer-foot");
}

async function english(bench, desk) {
  await desk.click("text=English");
  await desk.reload();
  await desk.waitForSelector(".plan-line");
  await bench.lookAtDesk(desk, "16-english");
  await desk.click("text=中文");
}

/** Who may read plans only, and who may not. */
async function others(bench) {
  const auditor = await sit(bench, "naiman-auditor");
  await auditor.goto(`${bench.url}/console/#/plan`);
  await auditor.click(".past tbody a >> nth=0");
  await auditor.waitForSelector(".plan-figures");
  must(!(await auditor.locator(".head-end .main, .line-acts, .offer-foot").count()), "an auditor may plan");
  const officer = await sit(bench, "naiman-officer");
  await officer.goto(`${bench.url}/console/#/board`);
  await officer.waitForSelector(".order-list a, .look.none");
  must(!(await officer.locator("text=全县排一遍").count()), "an officer is led to the county's plan");
}

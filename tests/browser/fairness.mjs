// Whether residents are served alike: what the desk shows is what the server says, a township leads to its board, days and
// languages stand in the address. Then a county in which two townships are served less, made up, since no county can be asked to.
import { randomUUID } from "node:crypto";
import { COUNTY } from "./bench.mjs";
import { must, sit } from "./desk.mjs";

const parent = `counties/${COUNTY}`;
const HOUR = 3_600_000;
const GET = "matching.v1.FairnessService/GetFairness";

export async function fairness(bench) {
  const desk = await sit(bench, "naiman-dispatcher");
  await bench.call("orders.v1.OrderService/CloseUnserved", { requestId: randomUUID(), name: await opened(bench, "naiman-clerk3") }, await bench.token("naiman-dispatcher"));
  await opened(bench, "naiman-clerk");
  await real(bench, desk);
  await madeUp(bench, desk);
  await others(bench);
  bench.verdict();
}

async function opened(bench, who) {
  const token = await bench.token(who);
  const { grants } = await bench.call("volunteers.v1.SignInService/WhoAmI", {}, token);
  const { menuItems } = await bench.call("orders.v1.MenuService/ListMenu", { parent }, token);
  const name = `${parent}/orders/${randomUUID()}`;
  const start = Date.now() + 50 * HOUR;
  await bench.call("orders.v1.OrderService/PlaceOrder", { requestId: randomUUID(), name, order: {
    menuItem: menuItems.find(({ skill }) => skill === "haircut").name, station: `${parent}/orgs/${grants.find(({ orgPath }) => orgPath).orgPath.split(".").pop()}`, clientAddress: "白奶奶", onBehalf: true, language: "mn",
    sessions: [{ sessionId: randomUUID(), startTime: new Date(start).toISOString(), endTime: new Date(start + HOUR).toISOString() }],
  } }, token);
  const dispatcher = await bench.token("naiman-dispatcher");
  const { state } = await bench.call("orders.v1.OrderService/GetOrder", { name }, dispatcher);
  if (state === "PLACED") await bench.call("orders.v1.OrderService/ApproveOrder", { requestId: randomUUID(), name }, dispatcher);
  return name;
}

const cells = (desk) => desk.locator(".served-table tbody tr").evaluateAll((all) => all.map((row) => [...row.cells].map((cell) => cell.textContent.trim())));

async function real(bench, desk) {
  const said = await bench.until("the closed order to be counted", async () => {
    const found = await bench.call(GET, { parent }, await bench.token("naiman-dispatcher"));
    return found.county.unserved >= 1 && found.languages.some(({ language }) => language === "mn") ? found : undefined;
  });
  await desk.click("nav >> text=服务公平");
  await desk.waitForSelector(".served-table");
  const rows = await cells(desk);
  must(rows.length === said.townships.length + 1, `${rows.length} rows for ${said.townships.length} townships and the county`);
  const numbers = ({ letThrough = 0, waiting = 0, unserved = 0 }) => [letThrough, waiting, unserved].map(String).join();
  must(rows.at(-1).slice(2, 5).join() === numbers(said.county), `the county's line is ${rows.at(-1)}, not ${JSON.stringify(said.county)}`);
  must(said.townships.map(numbers).sort().join(" ") === rows.slice(0, -1).map((row) => row.slice(2, 5).join()).sort().join(" "), `the townships are ${JSON.stringify(rows)}`);
  await desk.click(".tabs >> text=按语言");
  await desk.waitForFunction(() => location.hash.includes("by=language") && document.querySelector(".served-table").textContent.includes("蒙古语"));
  await desk.click(".periods >> text=30");
  await desk.waitForFunction(() => location.hash.includes("days=30") && location.hash.includes("by=language"));
  await desk.click(".tabs >> text=按乡镇");
  const name = await desk.locator(".served-table tbody a").first().textContent();
  await desk.click(".served-table tbody a");
  await desk.waitForFunction((wanted) => location.hash.includes("/board") && document.querySelector(".head select")?.selectedOptions[0]?.textContent === wanted, name);
}

/** Rates of townships in the order of their codes; the third and the sixth are low. */
const RATES = [93, 88, 61, 90, 86, 68, 95, 91, 84, 89, 92, 87, 90, 94];

function county(townships) {
  const line = (served, unserved, waits, more = {}) => ({ letThrough: served + unserved + 7, served, unserved, underWay: 3, waiting: 3, withdrawn: 1, servedPerMille: Math.round((served * 1000) / (served + unserved)),
    waited: waits ? { count: served, medianMinutes: waits, ninthTenthMinutes: waits * 9 } : { count: 3 }, ...more });
  const lines = townships.map((townshipPath, at) => {
    const rate = RATES[at % RATES.length], low = rate < 70;
    return line(rate, 100 - rate, at === 4 ? 0 : 40 + 25 * at, { townshipPath, ...(low && { extraTeams: 1, sentence: `近 90 天有结果的 100 单里办成 ${rate} 单，${rate}%；全县 86%。明显偏低，所以每批多问 1 支队。` }) });
  });
  return {
    days: 90, readTime: new Date().toISOString(), county: line(1204, 196, 130), townships: [...lines, { townshipPath: "", letThrough: 2, waiting: 2, waited: { count: 0 } }],
    languages: [line(1000, 140, 110), line(150, 48, 300, { language: "mn", languageName: "蒙古语", languageRequired: true }), line(54, 8, 160, { language: "mn", languageName: "蒙古语" })],
    work: { teams: 214, halfDays: 1730, giniPerMille: 280, neverUsed: 9 }, policy: { lowServedExtraTeams: 1, lowServedMinOrders: 20, lowServedMarginPercent: 5, windowDays: 90, priorOrders: 10 },
  };
}

async function madeUp(bench, desk) {
  const { orgs } = await bench.call("volunteers.v1.OrgService/ListOrgs", { parent, pageSize: 500 }, await bench.token("naiman-dispatcher"));
  const paths = orgs.filter(({ tier }) => tier === "INSTITUTE").sort((a, b) => a.code.localeCompare(b.code)).map(({ path }) => path);
  let answer = county(paths);
  const made = (route) => route.fulfill({ json: answer });
  await desk.route("**/GetFairness", made);
  await desk.goto(`${bench.url}/console/#/fairness`);
  await desk.waitForSelector(".says li");
  must((await desk.locator(".says li").count()) === RATES.slice(0, paths.length).filter((rate) => rate < 70).length, "not every township with larger waves is told");
  const names = (await cells(desk)).map(([name]) => name);
  must(names.length === paths.length + 2 && names.at(-1) === "全县" && names.at(-2) === "县本级", `the rows are ${names}`);
  await bench.lookAtDeskTwice(desk, "01-townships");
  for (const [width, height] of [[390, 844], [1280, 800]]) {
    await desk.setViewportSize({ width, height });
    await bench.look(desk, `01-townships-${width}`, 24);
  }
  await desk.click(".tabs >> text=按语言");
  await desk.waitForSelector("text=蒙古语，要会");
  await bench.lookAtDesk(desk, "02-languages");
  await desk.click("text=English");
  await desk.waitForSelector("text=let through in the last 90 days");
  await desk.click(".tabs >> text=By township");
  await bench.lookAtDesk(desk, "03-english");
  await desk.click("text=中文");
  answer = { days: 30, readTime: answer.readTime, county: {}, work: {}, policy: answer.policy };
  await desk.click(".periods >> text=30");
  await desk.waitForSelector("text=近 30 天没有放行过单子");
  await bench.lookAtDesk(desk, "04-nothing-yet");
  await desk.unroute("**/GetFairness", made);
}

/** An officer sees every township, and is led to the own one only. */
async function others(bench) {
  const desk = await sit(bench, "naiman-officer");
  await desk.click("nav >> text=服务公平");
  await desk.waitForSelector(".served-table");
  must((await desk.locator(".served-table tbody tr").count()) >= 3, "an officer does not see the other townships");
  must((await desk.locator(".served-table tbody a").count()) === 1, "an officer is led to boards of other townships");
  await bench.lookAtDesk(desk, "05-officer");
}

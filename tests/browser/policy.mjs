// A county administrator tries other dispatch rules on a made-up county and on the county's own orders, stops one on the
// way, reads the report, and puts it in force; somebody was first; an auditor reads, a clerk does not come here.
import { randomUUID } from "node:crypto";
import { COUNTY } from "./bench.mjs";
import { field, lookWhole, must, press, sit } from "./desk.mjs";

const parent = `counties/${COUNTY}`;
const SIMULATIONS = "matching.v1.SimulationService";
const MATCHING = "matching.v1.MatchingService";
const fresh = () => ({ requestId: randomUUID() });

export async function policy(bench) {
  const desk = await sit(bench, "naiman-admin");
  await begin(bench, desk);
  await refused(bench, desk);
  await stopped(bench, desk);
  const name = await simulate(bench, desk, { load: "300", size: "2" });
  await report(bench, desk, name);
  await putInForce(bench, desk, name);
  await tooLate(bench, desk);
  await inTheLog(bench, desk, name);
  await english(bench, desk);
  await others(bench, name);
  bench.verdict();
}

const weightsNow = async (bench) => bench.call(`${MATCHING}/GetWeights`, { parent }, await bench.token("naiman-admin"));
async function lookEverywhere(bench, desk, name) {
  await bench.lookAtDeskTwice(desk, name);
  await lookWhole(bench, desk, name, [[390, 844], [1280, 800]]);
}

async function begin(bench, desk) {
  await desk.goto(`${bench.url}/console/#/policies`);
  await desk.click(".policy-panels >> text=先模拟再改");
  await desk.waitForSelector(".simulate-start .past .look.none");
  const { waves } = await weightsNow(bench);
  await desk.waitForSelector(`.rules-now dt:text-is("平时一次问几支队") + dd:text-is("${waves.routineSize}")`);
  await lookEverywhere(bench, desk, "01-start");
}

/** Typed as people type; a made-up county small enough for a test. */
async function type(desk, { load, size }, { seeds = "3", days = "7" } = {}) {
  await desk.click(".simulate-start .begin .main, .head-end button:has-text('改一改，先模拟')");
  await field(desk, "负荷满了加").fill(load);
  await field(desk, "平时一次问几支队").fill(size);
  await field(desk, "拿哪里的单重来").selectOption({ label: "编造一个县" });
  await field(desk, "重来几天").fill(days);
  await field(desk, "一天几单").fill("10");
  await field(desk, "几支队").fill("40");
  await field(desk, "重来几次").fill(seeds);
}

async function refused(bench, desk) {
  await type(desk, { load: "10001", size: "9" });
  await press(desk, "模拟");
  await desk.waitForSelector(".drawer .error >> text=不能大于 5");
  await lookEverywhere(bench, desk, "02-form");
  // What only the server knows: so much would take too long. The next step is told, what was typed stands again.
  await field(desk, "负荷满了加").fill("300");
  await field(desk, "平时一次问几支队").fill("2");
  await field(desk, "重来几天").fill("366");
  await field(desk, "一天几单").fill("2000");
  await field(desk, "几支队").fill("500");
  await press(desk, "模拟");
  await desk.waitForSelector(".running .note.bad");
  await lookEverywhere(bench, desk, "03-too-much");
  await desk.click(".running >> text=改一改再来");
  must((await field(desk, "重来几天").inputValue()) === "366", "what was typed is gone");
  await desk.keyboard.press("Escape");
  await desk.waitForSelector(".drawer", { state: "detached" });
}

async function stopped(bench, desk) {
  let go;
  const held = new Promise((done) => (go = done));
  const waits = async (route) => {
    await held;
    await route.continue().catch(() => {});
  };
  await desk.route("**/SimulatePolicy", waits);
  await type(desk, { load: "300", size: "2" });
  await press(desk, "模拟");
  await desk.waitForSelector(".running progress");
  await lookEverywhere(bench, desk, "04-running");
  await desk.click(".running >> text=停下");
  await desk.waitForSelector(".running >> text=停下了");
  go();
  await desk.unroute("**/SimulatePolicy", waits);
  must(!(await bench.call(`${SIMULATIONS}/ListSimulations`, { parent }, await bench.token("naiman-admin"))).simulations?.length, "what was stopped was kept");
}

async function simulate(bench, desk, changed) {
  const before = desk.url();
  await type(desk, changed);
  await press(desk, "模拟");
  await desk.waitForFunction((url) => location.href !== url && /simulations\/[0-9a-f-]+/.test(location.href), before);
  await desk.waitForSelector(".verdict-of .lead");
  return `${parent}/simulations/${/simulations\/([0-9a-f-]+)/.exec(desk.url())[1]}`;
}

/** What stands on the screen is what was found. */
async function report(bench, desk, name) {
  const kept = await bench.call(`${SIMULATIONS}/GetSimulationReport`, { name }, await bench.token("naiman-auditor"));
  must((await desk.locator(".verdict-of .lead").textContent()) === kept.headline, "another verdict");
  must((await desk.locator(".of-changes tbody tr").count()) === 2, "not two changes");
  const rows = desk.locator(".of-figures tbody tr");
  must((await rows.count()) === kept.figures.length, "not all figures");
  for (const [i, one] of kept.figures.entries()) {
    const text = await rows.nth(i).textContent();
    for (const part of [one.name, one.policyA.mean, one.difference.interval]) must(text.includes(part), `${text} lacks ${part}`);
  }
  const pictures = desk.locator(".drawing svg");
  must((await pictures.count()) === kept.pictures.length && kept.pictures.length === 3, "not three pictures");
  for (const [i, { alternative, shapes }] of kept.pictures.entries()) {
    must((await pictures.nth(i).getAttribute("aria-label")) === alternative && alternative, "a picture without words");
    must((await pictures.nth(i).locator("> *").count()) === shapes.length, "a picture lacks shapes");
  }
  must(kept.sensitivity.length, "other assumptions were not run");
  await lookEverywhere(bench, desk, "05-report");
}

async function putInForce(bench, desk, name) {
  const { version = 0 } = await weightsNow(bench);
  await desk.waitForSelector(".in-force >> text=不到 20 次");
  await desk.click(".in-force .main");
  await desk.waitForSelector("dialog[open] >> text=从下一次派单起");
  await bench.lookAtDeskTwice(desk, "06-ask");
  // The answer is lost on the way: what is in force is read again, and says that it was done.
  const lost = async (route) => {
    await route.fetch();
    await route.abort();
    await desk.unroute("**/SetWeights", lost);
  };
  await desk.route("**/SetWeights", lost);
  await desk.click("dialog[open] .main");
  await desk.waitForSelector(`.in-force >> text=现在用的就是 B 这一套，第 ${version + 1} 版`);
  const now = await weightsNow(bench);
  must(now.version === version + 1 && now.simulation === name && now.load === 300 && now.waves.routineSize === 2, JSON.stringify(now));
  await lookEverywhere(bench, desk, "07-in-force");
  await desk.click(".head-end >> text=模拟过的");
  await desk.waitForSelector(".past li .tag >> text=现在用的");
  await desk.waitForSelector(".rules-now .rests a");
  await lookEverywhere(bench, desk, "08-past");
}

/** Somebody else changed the rules while the report was read: told, and never overwritten unseen. */
async function tooLate(bench, desk) {
  await simulate(bench, desk, { load: "250", size: "1" });
  const { version, simulation: _, withoutSimulation: __, ...weights } = await weightsNow(bench);
  await bench.call(`${MATCHING}/SetWeights`, { ...fresh(), parent, baseVersion: version, weights: { ...weights, rating: 150 }, withoutSimulation: "EMERGENCY" }, await bench.token("naiman-admin"));
  await desk.click(".in-force .main");
  await desk.click("dialog[open] .main");
  await desk.waitForSelector(".in-force .note.bad");
  await desk.waitForSelector(".in-force .doubt >> text=差多少要重新模拟才知道");
  await lookEverywhere(bench, desk, "09-too-late");
  must((await weightsNow(bench)).rating === 150, "somebody's change was overwritten");
}

async function inTheLog(bench, desk, name) {
  await desk.goto(`${bench.url}/console/#/audit`);
  const link = desk.locator(`.table a[href*="/simulations/${name.split("/").pop()}"]`).first();
  await link.waitFor();
  must(/^模拟 \S/.test(await link.textContent()), `the log calls it ${await link.textContent()}`);
  await link.click();
  await desk.waitForSelector(".verdict-of .lead");
}

async function english(bench, desk) {
  await desk.click("text=English");
  await desk.waitForFunction(() => !/\p{Script=Han}/u.test(document.querySelector(".verdict-of")?.textContent ?? "字"));
  const left = await desk.evaluate(() => /\p{Script=Han}/u.exec(document.querySelector(".simulation").textContent)?.[0] ?? "");
  must(!left, `Chinese is left: ${left}`);
  await lookEverywhere(bench, desk, "10-english");
  await desk.click("text=中文");
}

async function others(bench, name) {
  const auditor = await sit(bench, "naiman-auditor");
  await auditor.goto(`${bench.url}/console/#/simulations/${name.split("/").pop()}`);
  await auditor.waitForSelector(".verdict-of .lead");
  must(!(await auditor.locator(".in-force .button, .head-end button").count()), "an auditor may change rules");
  const dispatcher = await sit(bench, "naiman-dispatcher");
  await dispatcher.goto(`${bench.url}/console/#/simulations/${name.split("/").pop()}`);
  await dispatcher.waitForSelector(".in-force");
  must(!(await dispatcher.locator(".in-force .button").count()), "a dispatcher may change rules");
  must(await dispatcher.locator(".head-end button >> text=改一改，先模拟").count(), "a dispatcher may not simulate");
}

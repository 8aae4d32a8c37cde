// One order through the whole loop on four phones: the clerk orders without signal, the leader takes it, volunteers check
// in and out by the leader's code, the resident rates by the slip's QR, the reviewer decides at the console, and the hours
// show on the volunteer's phone.
import { randomUUID } from "node:crypto";
import { COUNTY } from "./bench.mjs";
import { decideAtDesk } from "./console.mjs";
import { addPhotos, removeAtStation, seePhotosAtDesk } from "./photos.mjs";

const china = (ms) => new Date(ms + 8 * 3_600_000);
const clock = (ms) => china(ms).toISOString().slice(11, 16);
const day = (ms) => `${china(ms).getUTCMonth() + 1}月${china(ms).getUTCDate()}日`;

export async function loop(bench) {
  const clerk = await bench.phone("clerk");
  await clerk.goto(`${bench.url}/field/`);
  await bench.lookTwice(clerk, "01-sign-in");
  await bench.signIn(clerk, "naiman-clerk");
  await clerk.waitForSelector(".order-row");
  await bench.lookTwice(clerk, "02-station-home");

  const { order, start } = await placeWithoutSignal(bench, clerk);
  const officer = await bench.token("naiman-officer");
  await bench.call("orders.v1.OrderService/ApproveOrder", { requestId: randomUUID(), name: order }, officer);

  const leader = await accept(bench, order, start);
  const { closingCode, secret } = await readSlip(bench, clerk, order);
  const volunteer = await serve(bench, leader, order);
  await addPhotos(bench, leader, order);
  await removeAtStation(bench, leader, clerk.moved, order);
  await close(bench, leader, order, closingCode);
  await rate(bench, order, secret);

  await seePhotosAtDesk(bench, order);
  await decideAtDesk(bench, order);
  await volunteer.goto(`${bench.url}/field/#/volunteer/hours`);
  await volunteer.waitForSelector(".figure");
  await bench.lookTwice(volunteer, "12-hours");
  for (const [page, path, name] of [[clerk.moved, "station/orders", "13-orders"], [clerk.moved, "station/poster", "14-poster"], [clerk.moved, "me", "15-me"], [clerk.moved, "notices", "16-notices"], [leader, "leader/team", "17-team"], [volunteer, "volunteer/teams", "18-teams"]]) {
    await page.goto(`${bench.url}/field/#/${path}`);
    await page.waitForSelector("h1");
    await bench.lookTwice(page, name);
  }
  await wish(bench, clerk);
  bench.verdict();
}

/** Three taps: the line, 核对, 点这一单. Then the tab is closed and opened again without signal: it is still there. */
async function placeWithoutSignal(bench, clerk) {
  await clerk.evaluate(() => navigator.serviceWorker.ready);
  await clerk.reload();
  await clerk.waitForSelector(".order-row");
  const before = await clerk.locator(".order-row a").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
  await clerk.context().setOffline(true);
  const start = Date.now() + 20 * 60_000;
  await clerk.fill("#line", `王奶奶 ${day(start)} ${clock(start)} 理发`);
  await clerk.click(".ask-line button");
  await clerk.waitForSelector("text=上门理发");
  await bench.lookTwice(clerk, "03-check");
  await clerk.click(".bar .main");
  await clerk.waitForSelector(".unsent-row >> text=王奶奶");
  await bench.lookTwice(clerk, "04-home-unsent");

  const context = clerk.context();
  await clerk.close();
  const again = bench.watch(await context.newPage(), "clerk");
  await again.goto(`${bench.url}/field/#/outbox`);
  await again.waitForSelector("text=王奶奶");
  await bench.lookTwice(again, "05-outbox");
  await again.goto(`${bench.url}/field/#/station`);
  await again.waitForSelector(".unsent-row");
  await context.setOffline(false);
  const placed = await again.waitForFunction((known) => [...document.querySelectorAll(".order-row a")]
    .filter((link) => /王奶奶/.test(link.textContent) && /等镇里核对/.test(link.textContent))
    .map((link) => link.getAttribute("href")).find((href) => !known.includes(href)), before);
  const id = (await placed.jsonValue()).split("/").pop();
  Object.assign(clerk, { moved: again });
  return { order: `counties/${COUNTY}/orders/${id}`, start };
}

async function accept(bench, order, start) {
  const asked = await bench.askedByItself(order);
  const leader = await bench.phone("leader");
  await bench.signIn(leader, "naiman-leader");
  await leader.waitForSelector("article.offer");
  await bench.lookTwice(leader, "06-offers");
  // Asked, or still open nearby: both are on this screen.
  const id = order.split("/").pop();
  const team = `counties/${COUNTY}/teams/${(await bench.call("volunteers.v1.SignInService/WhoAmI", {}, await bench.token("naiman-leader"))).grants.find((grant) => grant.teamId).teamId}`;
  if (!asked.includes(team)) await leader.click("text=附近没人接的");
  const card = leader.locator("article.offer").filter({ hasText: "上门理发" }).filter({ hasText: new RegExp(`\\D${clock(start).replace(/^0/, "")}–`) });
  await card.locator(".main").click();
  await leader.waitForSelector(`a[href$="/leader/order/${id}"]`);
  await leader.goto(`${bench.url}/field/#/leader/roster/${id}`);
  await leader.waitForSelector("[role=checkbox]");
  for (const name of await helpers(bench)) await leader.locator("[role=checkbox]", { hasText: name }).first().click();
  await bench.lookTwice(leader, "07-roster");
  await leader.click(".bar .main");
  await leader.waitForURL((url) => !url.hash.includes("roster")); // saved, and on its way back
  await leader.goto(`${bench.url}/field/#/leader/order/${id}`);
  await leader.waitForSelector("text=还没到");
  return leader;
}

/** Chosen names of the two demo volunteers that sign in. */
async function helpers(bench) {
  const names = [];
  for (const account of ["naiman-volunteer1", "naiman-volunteer2"]) {
    names.push((await bench.call("volunteers.v1.SignInService/WhoAmI", {}, await bench.token(account))).displayName.split(" ").pop());
  }
  return names;
}

async function readSlip(bench, clerk, order) {
  const page = clerk.moved;
  await page.goto(`${bench.url}/field/#/station/order/${order.split("/").pop()}`);
  const answer = page.waitForResponse((response) => response.url().endsWith("/ViewSlip"));
  await page.click("text=看码，打小票");
  const { closingCode, ratingSecret } = await (await answer).json();
  await page.waitForSelector(".code");
  await bench.lookTwice(page, "08-order");
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => document.documentElement.classList.add("print-slip"));
  await page.locator(".slip").screenshot({ path: `${bench.shots}/08-slip.png` });
  await page.evaluate(() => document.documentElement.classList.remove("print-slip"));
  await page.emulateMedia({ media: "screen" });
  return { closingCode, secret: ratingSecret };
}

async function serve(bench, leader, order) {
  await leader.waitForSelector(".code-panel .code");
  await bench.lookTwice(leader, "09-attendance");
  const code = (await leader.textContent(".code-panel .code")).replace(/\s/g, "");
  const volunteer = await bench.phone("volunteer");
  await bench.signIn(volunteer, "naiman-volunteer1");
  await volunteer.waitForSelector("article");
  await bench.lookTwice(volunteer, "10-schedule");
  const id = order.split("/").pop();
  await volunteer.goto(`${bench.url}/field/#/volunteer/check/${id}`);
  await volunteer.fill("input.code", code);
  await bench.lookTwice(volunteer, "10-check-in");
  // Pressed without signal: what is sent later says all the same which phone it was.
  await volunteer.context().setOffline(true);
  await volunteer.click("form .main");
  await volunteer.waitForSelector("text=到的");
  const own = volunteer.waitForResponse((answer) => answer.url().endsWith("/CheckIn") && answer.ok());
  await volunteer.context().setOffline(false);
  const phone = (await own).request().postDataJSON().device;
  await leader.reload();
  await leader.waitForSelector("text=双方都认");
  const told = leader.waitForRequest((request) => request.url().endsWith("/RecordFacts"));
  await leader.locator("li.member", { hasText: "还没到" }).locator(".button").click(); // the other one has no phone
  const leaders = (await told).postDataJSON().device;
  if (!phone || !leaders || phone === leaders) throw new Error(`phones call themselves ${phone} and ${leaders}`);
  await leader.waitForSelector("text=队长认");
  await leader.click(".code-panel .chip >> nth=1");
  await leader.waitForSelector("text=一起签退");
  await leader.click("text=一起签退");
  await leader.waitForFunction(() => !document.body.textContent.includes("一起签退"));
  return volunteer;
}

async function close(bench, leader, order, closingCode) {
  await leader.waitForSelector(".bar .main:not(:disabled)");
  await leader.click(".bar .main");
  await leader.fill(".sheet input", closingCode.replace(/.$/, (digit) => String((Number(digit) + 1) % 10)));
  await leader.click(".sheet .main");
  await leader.waitForSelector("text=对不上"); // caught on the phone, no try is spent
  await bench.look(leader, "09-closing-slip-of-finger");
  await leader.fill(".sheet input", closingCode);
  await leader.click(".sheet .main");
  await leader.waitForSelector(".tag.completed");
}

async function rate(bench, order, secret) {
  const resident = await bench.phone("resident");
  const hex = order.split("/").pop().replace(/-/g, "");
  const short = Buffer.from(hex, "hex").toString("base64url");
  await resident.goto(`${bench.url}/field/#/r/${COUNTY}/${short}/${secret}`);
  await resident.waitForSelector(".score");
  await bench.look(resident, "11-resident");
  await resident.click(".score >> nth=0");
  await resident.click("text=手艺好");
  await bench.look(resident, "11-resident-rating");
  const told = resident.waitForRequest((request) => request.url().endsWith("/RateOrder"));
  await resident.click("text=就这样评");
  if (!(await told).postDataJSON().device) throw new Error("the resident's phone does not call itself anything");
  await resident.waitForSelector("text=谢谢您");
  await bench.look(resident, "11-resident-thanks");
  const kept = await resident.evaluate(() => JSON.stringify(localStorage) + document.cookie);
  if (kept.includes(secret)) throw new Error("the resident's phone kept the secret");
}

async function wish(bench, clerk) {
  const page = clerk.moved;
  await page.goto(`${bench.url}/field/#/station/poster`);
  const who = await bench.call("volunteers.v1.SignInService/WhoAmI", {}, await bench.token("naiman-clerk"));
  const org = who.grants.find((grant) => grant.orgPath).orgPath.split(".").pop();
  const short = Buffer.from(org.replace(/-/g, ""), "hex").toString("base64url");
  const neighbour = await bench.phone("neighbour");
  await neighbour.goto(`${bench.url}/field/#/w/${COUNTY}/${short}`);
  await bench.look(neighbour, "19-wish");
  await neighbour.fill("textarea", "东头李婶家灯不亮了");
  await neighbour.click("form .main");
  await neighbour.waitForSelector("text=站里收到了");
  await page.goto(`${bench.url}/field/#/station`);
  await page.waitForSelector("text=东头李婶家灯不亮了");
  await bench.lookTwice(page, "20-home-wish");
}

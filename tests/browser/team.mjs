// A team's own business on three phones: when it is free, who joins, who comes instead of whom, another time agreed with
// the station; a wrong closing code that is mended and sent again; and a phone that could not send for days.
import { randomUUID } from "node:crypto";
import { COUNTY } from "./bench.mjs";

const HOUR = 3_600_000;
const parent = `counties/${COUNTY}`;

export async function team(bench) {
  const leader = await bench.phone("leader");
  await bench.signIn(leader, "naiman-leader");
  await joins(bench, leader);
  const order = await taken(bench, Math.ceil(Date.now() / HOUR) * HOUR + 48 * HOUR);
  await swaps(bench, leader, order);
  const clerk = await bench.phone("clerk");
  await bench.signIn(clerk, "naiman-clerk");
  await reschedules(bench, leader, clerk, order);
  await gaps(bench, clerk);
  await refusedCode(bench, leader);
  await forgets(bench, clerk);
  await english(bench, clerk);
  bench.verdict();
}

async function joins(bench, leader) {
  const token = await bench.token("naiman-leader");
  const who = await bench.call("volunteers.v1.SignInService/WhoAmI", {}, token);
  const name = `${parent}/teams/${who.grants.find((grant) => grant.teamId).teamId}`;
  const found = await bench.call("volunteers.v1.TeamService/GetTeam", { name }, token);
  if (found.openToJoin) {
    await bench.call("volunteers.v1.TeamService/UpdateTeam", { name, requestId: randomUUID(), updateMask: "openToJoin", openToJoin: false }, token);
  }
  const volunteer = await bench.phone("volunteer");
  await bench.holdLonger(volunteer);
  await bench.signIn(volunteer, "naiman-volunteer7");
  await volunteer.goto(`${bench.url}/field/#/volunteer/teams`);
  const row = volunteer.locator("li.member", { hasText: found.displayName });
  await row.locator("button", { hasText: "退出" }).click();
  await row.locator("button", { hasText: "撤回" }).click(); // a slip of the thumb
  await row.locator("button", { hasText: "退出" }).click();
  await row.locator("button", { hasText: "撤回" }).waitFor();
  await bench.lookTwice(volunteer, "01-leaving-a-team");
  await volunteer.locator(".tabs a", { hasText: "时长" }).click(); // whoever goes on meant it; nobody needs a reason to leave, or to come back
  await volunteer.waitForSelector(".figure");
  await volunteer.goto(`${bench.url}/field/#/volunteer/teams`);
  await row.locator("button", { hasText: "想加入" }).click();
  await volunteer.locator("li.member", { hasText: "等队长点头" }).first().waitFor();
  await bench.lookTwice(volunteer, "01-asked-to-join");

  await volunteer.goto(`${bench.url}/field/#/volunteer`);
  await volunteer.click("[aria-label=改有空的时间]");
  await volunteer.click("[aria-label='周三 下午']");
  await volunteer.click("[aria-label='周六 上午']");
  await bench.lookTwice(volunteer, "02-free-times");
  await volunteer.click(".sheet:visible .main");
  await volunteer.waitForSelector("text=周三 下午，周六 上午");
  await bench.lookTwice(volunteer, "03-volunteer-home");

  await leader.goto(`${bench.url}/field/#/leader/team`);
  await leader.waitForSelector("text=想入队的");
  await bench.lookTwice(leader, "04-team");
  await leader.click("text=收下");
  await leader.waitForFunction(() => !document.body.textContent.includes("想入队的"));
}

/** An order held by the leader's team, with two of its people on the list. */
async function taken(bench, start) {
  const [clerk, officer, leader] = await Promise.all(["naiman-clerk", "naiman-officer", "naiman-leader"].map((name) => bench.token(name)));
  const { menuItems } = await bench.call("orders.v1.MenuService/ListMenu", { parent }, clerk);
  const who = await bench.call("volunteers.v1.SignInService/WhoAmI", {}, clerk);
  const station = `${parent}/orgs/${who.grants.find((grant) => grant.orgPath).orgPath.split(".").pop()}`;
  const name = `${parent}/orders/${randomUUID()}`;
  const place = (order) => bench.call("orders.v1.OrderService/PlaceOrder", { requestId: randomUUID(), name, order }, clerk);
  const sessionId = randomUUID();
  await place({ menuItem: menuItems.find((item) => item.skill === "haircut").name, station, clientAddress: "王奶奶", onBehalf: true,
    sessions: [{ sessionId, startTime: new Date(start).toISOString(), endTime: new Date(start + HOUR).toISOString() }] });
  await bench.call("orders.v1.OrderService/ApproveOrder", { requestId: randomUUID(), name }, officer);
  const grants = (await bench.call("volunteers.v1.SignInService/WhoAmI", {}, leader)).grants;
  const team = `${parent}/teams/${grants.find((grant) => grant.teamId).teamId}`;
  await bench.call("orders.v1.OrderService/AcceptOrder", { requestId: randomUUID(), name, team }, leader);
  const { memberships } = await bench.call("volunteers.v1.TeamService/ListMemberships", { parent, team, pageSize: 50 }, leader);
  const places = memberships.filter((each) => each.state === "ACTIVE").slice(0, 2).map(({ volunteer }) => ({ sessionId, volunteer }));
  await bench.call("orders.v1.AttendanceService/SetRoster", { requestId: randomUUID(), name, places }, leader);
  return name;
}

async function swaps(bench, leader, order) {
  const id = order.split("/").pop();
  await leader.goto(`${bench.url}/field/#/leader/order/${id}`);
  await leader.waitForSelector("li.member");
  await bench.lookTwice(leader, "05-team-order");
  const roster = async () => (await bench.call("orders.v1.AttendanceService/GetRoster", { name: order }, await bench.token("naiman-leader"))).entries.map((each) => each.volunteer).sort();
  const before = await roster();
  await leader.locator("li.member .link").first().click();
  await leader.waitForSelector(".sheet:visible .line:not(:disabled)");
  await bench.lookTwice(leader, "06-swap");
  await leader.locator(".sheet:visible .line:not(:disabled)").first().click();
  await leader.waitForSelector(".sheet:visible", { state: "hidden" });
  await leader.waitForFunction(() => !document.querySelector(".tag.unsent"));
  const after = await roster();
  if (after.length !== before.length || after.join() === before.join()) throw new Error(`the swap changed ${before} into ${after}`);
}

async function reschedules(bench, leader, clerk, order) {
  const id = order.split("/").pop();
  await leader.click("text=改时间");
  await leader.waitForSelector(".sheet:visible .days");
  await leader.locator(".sheet:visible .days .chip").nth(4).click();
  await bench.lookTwice(leader, "07-new-time");
  await leader.click(".sheet:visible .main");
  await leader.waitForSelector("text=已问站里能不能改到");
  await bench.lookTwice(leader, "08-asked");
  const before = await bench.call("orders.v1.OrderService/GetOrder", { name: order }, await bench.token("naiman-clerk"));
  await clerk.goto(`${bench.url}/field/#/station/order/${id}`);
  await clerk.waitForSelector("text=队里想改到");
  await bench.lookTwice(clerk, "09-station-answers");
  await clerk.locator(".proposal .button", { hasText: /^行$/ }).click();
  await clerk.waitForFunction(() => !document.querySelector(".proposal") && !document.querySelector(".tag.unsent"));
  const after = await bench.call("orders.v1.OrderService/GetOrder", { name: order }, await bench.token("naiman-clerk"));
  if (after.sessions[0].startTime === before.sessions[0].startTime) throw new Error("the agreed time did not come");
  await sheet(bench, clerk, "text=改时间", "10-station-new-time");
  await sheet(bench, clerk, "text=撤掉这一单", "10-cancel");
  await sheet(bench, clerk, ".bar .button >> text=结单", "10-witness");
  await sheet(bench, leader, "text=去不了，退回", "10-withdraw");
}

/** Opens what comes up from below, looks, and puts it away again. */
async function sheet(bench, page, button, name) {
  await page.click(button);
  await page.waitForSelector(".sheet:visible");
  await bench.lookTwice(page, name);
  await page.click(".sheet:visible > .plain");
  await page.waitForSelector(".sheet:visible", { state: "hidden" });
}

/** An order with gaps says what is missing, and keeps what was typed. */
async function gaps(bench, clerk) {
  await clerk.goto(`${bench.url}/field/#/station/check?item=all`);
  await clerk.click(".chip >> text=上门理发");
  await clerk.click(".bar .main");
  await clerk.waitForSelector(".note.bad >> text=还差 2 处");
  await bench.lookTwice(clerk, "11-check-lacking");
}

/** A closing code that its check digit fits and that is another order's: refused by the centre, mended, taken. */
async function refusedCode(bench, leader) {
  await leader.goto(`${bench.url}/field/#/notices`);
  await leader.waitForSelector("li");
  await bench.lookTwice(leader, "13-notices");
  const [token, clerk] = await Promise.all([bench.token("naiman-leader"), bench.token("naiman-clerk")]);
  const name = await taken(bench, Date.now() + HOUR / 3);
  const slip = await bench.call("orders.v1.RatingService/ViewSlip", { requestId: randomUUID(), name }, clerk);
  await leader.goto(`${bench.url}/field/#/leader/order/${name.split("/").pop()}`);
  await leader.waitForSelector("li.member .button");
  for (let left = await leader.locator("li.member .button").count(); left > 0; left--) {
    await leader.locator("li.member .button").first().click();
    await leader.waitForFunction((n) => document.querySelectorAll("li.member .button").length < n, left);
  }
  await sheet(bench, leader, "text=中途停下", "13-abort");
  await leader.locator(".code-panel .chip").nth(1).click();
  await leader.click("text=一起签退");
  await leader.waitForSelector(".bar .main:not(:disabled)");
  await leader.click(".bar .main");
  await leader.fill(".sheet:visible input", otherCode(slip.closingCode));
  await leader.click(".sheet:visible .main");
  await leader.goto(`${bench.url}/field/#/outbox`);
  await leader.click(".waiting.refused");
  await leader.waitForSelector(".version");
  await bench.lookTwice(leader, "14-conflict");
  await leader.click("text=改一改再送");
  await leader.fill(".sheet:visible input", slip.closingCode);
  await bench.lookTwice(leader, "15-conflict-mended");
  await leader.click(".sheet:visible .main");
  await leader.waitForSelector("text=都送出了");
  await bench.lookTwice(leader, "16-outbox-empty");
  const closed = await bench.call("orders.v1.OrderService/GetOrder", { name }, token);
  if (closed.state !== "COMPLETED") throw new Error(`mended and sent, the order is ${closed.state}`);
}

/** Another six digits that their check digit fits. */
function otherCode(code) {
  const DAMM = ["0317598642", "7092154863", "4206871359", "1750983426", "6123045978", "3674209581", "5869720134", "8945362017", "9438617205", "2581436790"];
  const fits = (digits) => [...digits].reduce((state, digit) => Number(DAMM[state][Number(digit)]), 0) === 0;
  for (let number = 0; ; number++) {
    const digits = String(number).padStart(6, "0");
    if (digits !== code && fits(digits)) return digits;
  }
}

/** What waited four days: as if the phone had been without signal for so long. */
async function forgets(bench, clerk) {
  await clerk.context().setOffline(true);
  await clerk.goto(`${bench.url}/field/#/station`);
  await clerk.fill("#line", "孙奶奶 后天 9:30 理发");
  await clerk.click(".ask-line button");
  await clerk.waitForSelector(".fact >> text=上门理发");
  await clerk.click(".bar .main");
  await clerk.waitForSelector(".unsent-row");
  await clerk.evaluate(() => new Promise((resolve, reject) => {
    const opening = indexedDB.open("diandan");
    opening.onerror = reject;
    opening.onsuccess = () => {
      const change = opening.result.transaction("outbox", "readwrite");
      change.objectStore("outbox").openCursor().onsuccess = ({ target: { result } }) => {
        if (!result) return;
        result.update({ ...result.value, savedAt: result.value.savedAt - 4 * 86_400_000 });
        result.continue();
      };
      change.oncomplete = () => { opening.result.close(); resolve(); };
    };
  }));
  await clerk.reload();
  await clerk.waitForSelector(".strip.late");
  await bench.lookTwice(clerk, "17-unsent-for-days");
  await clerk.context().setOffline(false);
  await clerk.waitForFunction(() => !document.querySelector(".strip"));
  const officer = await bench.token("naiman-officer");
  const { notices } = await bench.call("orders.v1.NoticeService/ListNotices", { parent }, officer);
  const told = notices.filter((notice) => notice.kind === "UNSENT_LONG");
  if (told.length !== 1 || !told[0].stationPath) throw new Error(`the township was told: ${JSON.stringify(told)}`);
}

async function english(bench, clerk) {
  await clerk.goto(`${bench.url}/field/#/me`);
  await sheet(bench, clerk, "text=退出登录", "18-sign-out");
  await clerk.click("text=语言");
  for (const path of ["me", "station", "station/orders", "station/poster", "station/check?item=all", "notices", "outbox"]) {
    await clerk.goto(`${bench.url}/field/#/${path}`);
    await clerk.waitForSelector("h1");
    await bench.lookTwice(clerk, `19-english-${path.split("?")[0].replace("/", "-")}`);
  }
}

// 评选: a campaign opened at the desk, a clerk's nomination, the volunteer's consent on the phone, review by tier, public
// notice, award, the red list that anybody reads, and the name taken off it. On a clock that the walk moves: a notice
// takes days.
import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { COUNTY } from "./bench.mjs";
import { closed, field, go, must, press, sit } from "./desk.mjs";

const run = promisify(execFile);
const parent = `counties/${COUNTY}`;
const DAY = 86_400_000;
const TITLE = "2026 年最美志愿者评选";
const DEEDS = "三年里每周四上门给村里的老人理发，风雪不误；腿脚不便的老人，她背着工具走三里路去。";

export async function honours(bench) {
  await opensACampaign(bench);
  const nomination = await nominate(bench);
  await isTold(bench, "NOMINATION_RECEIVED", nomination);
  await agreesOnThePhone(bench);
  await isReviewed(bench, nomination);
  await standsInTheNotice(bench);
  await bench.setClock(Date.now() + 9 * DAY);
  await say(bench, "admin", "AwardNomination", { name: nomination });
  await isTold(bench, "HONOUR_GIVEN", nomination);
  await standsOnTheRedList(bench);
  await leavesItAgain(bench, nomination);
  await agreesOnPaper(bench);
  bench.verdict();
}

const say = async (bench, who, method, request) => bench.call(`hours.v1.HonourService/${method}`, { requestId: randomUUID(), ...request }, await bench.token(`naiman-${who}`));
const day = (ms) => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 10);

async function opensACampaign(bench) {
  const desk = await sit(bench, "naiman-admin");
  await go(bench, desk, "honours?view=campaigns", ".look.none");
  await bench.lookAtDesk(desk, "01-no-campaign");
  await desk.click(".head >> text=开始评选");
  await desk.waitForSelector(".drawer");
  await bench.lookAtDeskTwice(desk, "02-open-a-campaign");
  await press(desk, "开始评选");
  await desk.waitForSelector(".drawer .note.bad");
  await field(desk, "名字").fill(TITLE);
  await field(desk, "主办").fill("奈曼旗");
  await field(desk, "收推荐从").fill(day(Date.now()));
  await field(desk, "收推荐到").fill(day(Date.now() + 20 * DAY));
  await field(desk, "公示天数").fill("5");
  await press(desk, "开始评选");
  await closed(desk);
  await desk.waitForSelector(`.table tbody >> text=${TITLE}`);
  await bench.lookAtDeskTwice(desk, "03-campaigns");
}

/** The clerk of the station; by the programs' way, then looked at on the screen. */
async function nominate(bench) {
  const token = await bench.token("naiman-clerk");
  const who = async (name) => bench.call("volunteers.v1.SignInService/WhoAmI", {}, await bench.token(`naiman-${name}`));
  const station = (await who("clerk")).grants.find((grant) => grant.orgPath).orgPath.split(".").pop();
  const { volunteer } = await who("volunteer1");
  const { campaigns } = await bench.call("hours.v1.HonourService/ListCampaigns", { parent }, token);
  const request = { requestId: randomUUID(), campaign: campaigns[0].name, category: campaigns[0].categories[0].name, volunteer, place: `${parent}/orgs/${station}`, deeds: DEEDS };
  const { name } = await bench.call("hours.v1.HonourService/Nominate", request, token);
  const clerk = await sit(bench, "naiman-clerk");
  await go(bench, clerk, "honours", ".table tbody tr");
  await clerk.click(".head .button.main");
  await clerk.waitForSelector(".drawer");
  await bench.lookAtDesk(clerk, "04-nominate");
  await clerk.keyboard.press("Escape");
  return name;
}

/** Once, and nobody else: by the programs' way, which waits until `orders` has heard of it. */
async function isTold(bench, kind, nomination) {
  const noticesOf = async (who) => (await bench.call("orders.v1.NoticeService/ListNotices", { parent }, await bench.token(`naiman-${who}`))).notices ?? [];
  const told = (await noticesOf("volunteer1")).filter((notice) => notice.kind === kind);
  must(told.length === 1 && told[0].thing === nomination && told[0].text, `the nominee was told ${JSON.stringify(told)}`);
  for (const other of ["clerk", "officer", "leader"]) must(!(await noticesOf(other)).some(({ thing }) => thing === nomination), `the ${other} was told as well`);
}

async function agreesOnThePhone(bench) {
  const phone = await bench.phone("volunteer");
  await bench.signIn(phone, "naiman-volunteer1");
  await phone.goto(`${bench.url}/field/#/notices`);
  await phone.waitForSelector("text=有人推荐您");
  await bench.lookTwice(phone, "05-told");
  await phone.click("text=有人推荐您");
  await phone.waitForSelector(".nomination");
  await phone.goto(`${bench.url}/field/#/volunteer/hours`);
  await phone.waitForSelector("text=评价怎么算的");
  await bench.lookTwice(phone, "05-hours-with-stars");
  await phone.click("text=评价怎么算的");
  await phone.waitForSelector(".nomination");
  await bench.lookTwice(phone, "06-nominated");
  await phone.click(".nomination >> text=我愿意");
  await phone.waitForSelector(".sheet .honour-choice");
  await phone.click(".sheet >> text=打码的真名");
  await phone.click(".sheet >> text=事迹也公开");
  await bench.lookTwice(phone, "07-consent");
  await phone.click(".sheet .button.main");
  await phone.waitForSelector(".nomination >> text=评议中");
}

async function isReviewed(bench, name) {
  const officer = await sit(bench, "naiman-officer");
  await go(bench, officer, "honours", ".table tbody tr");
  await bench.lookAtDeskTwice(officer, "08-nominations");
  await officer.click(".table tbody tr .link");
  await officer.waitForSelector(".drawer .honour-facts");
  await bench.lookAtDesk(officer, "09-one");
  await officer.click(".drawer-foot >> text=不推荐");
  await officer.waitForSelector(".ask-dialog[open]");
  await bench.lookAtDesk(officer, "10-pass-over");
  await officer.click(".ask-dialog[open] .button.plain");
  await officer.click(".drawer-foot >> text=推荐上去");
  await officer.waitForSelector(".drawer .honour-steps li");
  await say(bench, "reviewer", "ReviewNomination", { name, tier: "TOWNSHIP_TIER", verdict: "RECOMMEND" });
  await say(bench, "reviewer2", "ReviewNomination", { name, tier: "COUNTY_TIER", verdict: "RECOMMEND" });
}

async function standsInTheNotice(bench) {
  const visitor = await bench.phone("visitor");
  await visitor.goto(`${bench.url}/honours/${COUNTY}/notice`);
  await visitor.waitForSelector("li h3");
  const text = await visitor.locator("main").innerText();
  must(text.includes("*") && text.includes(DEEDS) && text.includes("公示到"), `the notice says: ${text}`);
  await bench.look(visitor, "11-notice");
  await visitor.goto(`${bench.url}/honours/${COUNTY}/`);
  await visitor.waitForSelector(".empty");
  await bench.look(visitor, "12-nobody-yet");
}

/** Who signed in before the notice ran has to do so again. */
async function standsOnTheRedList(bench) {
  const visitor = await bench.phone("reader");
  await visitor.goto(`${bench.url}/honours/${COUNTY}/`);
  await visitor.waitForSelector("li h3");
  await bench.look(visitor, "13-red-list");
  await visitor.setViewportSize({ width: 1440, height: 900 });
  await bench.look(visitor, "14-red-list-wide");
  const feed = await (await fetch(`${bench.url}/honours/${COUNTY}/feed.xml`)).text();
  await writeFile(join(bench.folder, "feed.xml"), feed);
  await run("xmllint", ["--noout", join(bench.folder, "feed.xml")]).catch((error) => {
    if (error.code !== "ENOENT") throw error; // no xmllint here: the text alone is looked at
  });
  must(feed.includes("http://www.w3.org/2005/Atom") && feed.includes("<entry>") && feed.includes("最美志愿者"), `the feed says: ${feed}`);
  const admin = await sit(bench, "naiman-admin");
  await go(bench, admin, "honours?view=red", ".table tbody tr");
  await bench.lookAtDesk(admin, "15-red-list-at-the-desk");
  await go(bench, admin, "honours?view=campaigns", ".table tbody a[href*=posters]");
  for (const sheet of ["a3", "a4"]) {
    const poster = await fetch(new URL(await admin.locator(`.table a[href$="${sheet}.pdf"]`).getAttribute("href"), bench.url));
    must(poster.status === 200, `the poster is answered ${poster.status}`);
    const file = join(bench.folder, `poster-${sheet}.pdf`);
    await writeFile(file, Buffer.from(await poster.arrayBuffer()));
    const { stdout } = await run("pdftotext", [file, "-"]);
    must(stdout.includes("光荣榜") && stdout.includes("*"), `the poster says: ${stdout}`);
    await run("pdftoppm", ["-png", "-r", "60", "-singlefile", file, join(bench.shots, `16-poster-${sheet}`)]);
  }
}

async function leavesItAgain(bench, name) {
  const phone = await bench.phone("volunteer");
  await bench.signIn(phone, "naiman-volunteer1");
  await phone.goto(`${bench.url}/field/#/volunteer/honours`);
  await phone.waitForSelector(".nomination >> text=已表彰");
  await bench.look(phone, "17-awarded");
  await phone.click(".nomination >> text=撤下来");
  await phone.waitForSelector(".sheet .button.main");
  await bench.look(phone, "18-take-it-off");
  await phone.click(".sheet .button.main");
  await phone.waitForSelector(".nomination >> text=撤下来", { state: "detached" });
  const list = await bench.call("hours.v1.HonourService/ListRedList", { parent }, "");
  must(!list.lines?.length, `still on the red list: ${JSON.stringify(list)}`);
  const { state } = await bench.call("hours.v1.HonourService/GetNomination", { name }, await bench.token("naiman-admin"));
  must(state === "AWARDED", `the honour itself is gone: ${state}`);
}

/** Somebody without an account: nominated at the desk with a paper, taken back there with everything that was written. */
async function agreesOnPaper(bench) {
  const admin = await bench.token("naiman-admin");
  const request = {
    requestId: randomUUID(), host: (await bench.call("hours.v1.HonourService/ListCampaigns", { parent }, admin)).campaigns[0].host, title: "2026 年身边好人评选", noticeDays: 5,
    categories: [{ kind: "GOOD_NEIGHBOUR", subject: "HONOURED_PERSON", villageQuota: 2, townshipQuota: 2, countyQuota: 2 }],
    nominateStartTime: new Date(Date.now() - DAY).toISOString(), nominateEndTime: new Date(Date.now() + 30 * DAY).toISOString(),
  };
  await bench.call("hours.v1.HonourService/OpenCampaign", request, admin);
  const clerk = await sit(bench, "naiman-clerk");
  await go(bench, clerk, "honours", ".table tbody tr");
  await clerk.click(".head .button.main");
  await clerk.waitForSelector(".drawer");
  await field(clerk, "参加哪一类").selectOption({ label: "身边好人 · 2026 年身边好人评选" });
  await field(clerk, "推荐的是").selectOption({ label: "没有账号的居民（在纸上同意）" });
  await bench.lookAtDesk(clerk, "19-on-paper");
  await field(clerk, "真名").fill("乌云花");
  await field(clerk, "签字时谁在场").fill("包银山");
  await field(clerk, "哪天签的").fill(day(Date.now() - 2 * DAY));
  await field(clerk, "从哪里推荐").fill("柳树营子村");
  await field(clerk, "事迹").fill(DEEDS);
  await press(clerk, "推荐");
  await closed(clerk);
  await clerk.waitForSelector(".table tbody >> text=居民");
  await clerk.click(".table tbody tr:has-text('居民') .link");
  await clerk.waitForSelector(".drawer >> text=包银山 在场");
  await clerk.waitForSelector(".drawer >> text=乌云花"); // who opens it reads the name, until it is taken back
  await bench.lookAtDeskTwice(clerk, "20-a-resident");
  await clerk.click(".drawer-foot >> text=本人收回同意");
  await clerk.click(".ask-dialog[open] .button:not(.plain)");
  await clerk.waitForSelector(".drawer >> text=已撤回");
  must(!(await clerk.locator(".drawer").innerText()).includes("乌云花"), "the name is still to be read");
}

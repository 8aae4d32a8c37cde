// 记录交换 at the desk: records of Order 67 handed on as files; a file taken over, its bad lines told before anything is
// written, a break in the middle, the same file again, and all of it taken back. And the insured list of an order: at the
// desk as a sheet, on the leader's phone in words, without signal too. On a clock that the walk moves.
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { COUNTY, fromWeb } from "./bench.mjs";
import { serve } from "./certificates.mjs";
import { go, lookWhole, must, sit } from "./desk.mjs";

const { strFromU8, unzipSync } = fromWeb("fflate");
const parent = `counties/${COUNTY}`;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const SIZES = [[1024, 768], [1440, 900], [1920, 1080]];
const day = (ms) => new Date(ms + 8 * HOUR).toISOString().slice(0, 10);

export async function exchange(bench) {
  const start = Date.now() + HOUR;
  const { volunteer, order } = await serve(bench, start);
  const desk = await bench.desk("naiman-admin");
  await bench.sitDown(desk, "naiman-admin");
  await handOn(bench, desk, start);
  await takeOver(bench, desk, volunteer);
  await takeBack(bench, desk);
  await auditor(bench);
  await insuredAtTheDesk(bench, order.split("/").pop());
  await insuredOnThePhone(bench, start + DAY);
  bench.verdict();
}

async function save(desk) {
  const [download] = await Promise.all([desk.waitForEvent("download"), desk.click(".exchange >> text=/^导出$/")]);
  await desk.waitForSelector(".exchange [role=status] >> text=存好了");
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

async function handOn(bench, desk, start) {
  await go(bench, desk, "exchange", ".exchange form");
  must(await desk.locator(".exchange .button.main").isDisabled(), "it exports without a purpose");
  await desk.waitForSelector("text=先选做什么用");
  await lookWhole(bench, desk, "01-export", SIZES);
  await desk.click("text=转给别的记录单位");
  const book = await save(desk);
  must(book.name === "志愿服务记录.xlsx", `saved as ${book.name}`);
  const files = unzipSync(book.bytes);
  must(Object.keys(files).filter((name) => /worksheets\/sheet\d/.test(name)).length === 5, "not five sheets");
  must(strFromU8(files["xl/workbook.xml"]).includes("评价情况"), "the sheets are not called by their groups");
  await lookWhole(bench, desk, "02-exported", SIZES);

  await desk.click("text=/^CSV$/");
  await desk.click(".exchange fieldset >> text=志愿服务情况");
  const all = await save(desk);
  const lines = all.bytes.toString("utf8").trim().split("\r\n");
  must(all.name === "志愿服务情况.csv" && lines.some((line) => line.includes("2 小时")), `exported: ${lines.join("\n")}`);
  await desk.fill("[aria-label=从]", day(start + DAY));
  await desk.locator("[aria-label=从]").blur();
  const later = await save(desk);
  must(later.bytes.toString("utf8").trim().split("\r\n").length === 1, "a service of another day is in the file");
  await desk.fill("[aria-label=从]", day(start));
  await desk.fill("[aria-label=到]", day(start));
  await desk.locator("[aria-label=到]").blur();
  must((await save(desk)).bytes.toString("utf8").trim().split("\r\n").length === lines.length, "the service of that day is not in the file");
  await desk.fill("[aria-label=从]", day(start - 30 * DAY));
  await desk.locator("[aria-label=从]").blur();
  await desk.fill("[aria-label=到]", day(start - DAY));
  await desk.locator("[aria-label=到]").blur();
  must((await save(desk)).bytes.toString("utf8").trim().split("\r\n").length < lines.length, "a service after the last day is in the file");
  await desk.fill("[aria-label=到]", day(start));
  await desk.locator("[aria-label=到]").blur();
  const towns = await desk.locator("[aria-label=乡镇] option").allTextContents();
  const held = [];
  for (const town of towns.slice(1)) {
    await desk.selectOption("[aria-label=乡镇]", { label: town });
    held.push((await save(desk)).bytes.toString("utf8").trim().split("\r\n").length - 1);
  }
  must(held.reduce((sum, n) => sum + n, 0) === lines.length - 1, `by township: ${held.join(" ")}`);
  await desk.click("text=/^JSON$/");
  const json = JSON.parse((await save(desk)).bytes.toString("utf8"));
  must(json.format === "diandan-records-1" && json.group === "SERVICE_RECORDS", "not a file of records");
  must(json.records.length === held.at(-1), `${json.records.length} records where the table had ${held.at(-1)}`);
  await lookWhole(bench, desk, "03-period-and-place", SIZES);
}

const HEAD = "活动名称,日期,地点,服务内容,服务时间,活动组织单位,记录单位,志愿者来源,志愿者编号,来源,来源编号";
const csv = (lines) => ({ name: "志愿服务情况.csv", mimeType: "text/csv", buffer: Buffer.from(`\uFEFF${[HEAD, ...lines].join("\r\n")}\r\n`) });
const told = async (desk) => (await desk.locator(".bad-cells tbody tr").allInnerTexts()).map((row) => row.split("\t").slice(0, 3).join(" "));
const imports = async (bench) => (await bench.call("hours.v1.ExchangeService/ListImports", { parent }, await bench.token("naiman-admin"))).imports ?? [];

async function takeOver(bench, desk, volunteer) {
  const { number } = await bench.call("volunteers.v1.VolunteerService/GetVolunteer", { name: volunteer }, await bench.token("naiman-admin"));
  const line = (n, more = {}) => Object.values({ what: "植树", when: "2026-03-12", where: "河边", did: "种树", long: "2 小时", by: "县团委", of: "志愿北京", source: parent, whose: number, from: "志愿北京", id: `B-${n}`, ...more }).join(",");
  const good = Array.from({ length: 450 }, (_, n) => line(n + 1));
  await go(bench, desk, "exchange?tab=in", ".exchange input[type=file]");
  await lookWhole(bench, desk, "04-import", SIZES);
  const choose = (lines) => desk.setInputFiles(".exchange input[type=file]", csv(lines));
  await choose([line(1), line(2, { when: "2026-02-30" }), line(3, { long: "2.5" }), line(4, { whose: "nobody" }), line(1)]);
  await desk.waitForSelector(".bad-cells tbody tr");
  const found = await told(desk);
  must(JSON.stringify(found) === JSON.stringify(["3 日期 2026-02-30", "4 服务时间 2.5", "5 志愿者编号 nobody", "6 来源编号 B-1"]), `told: ${JSON.stringify(found)}`);
  must((await imports(bench)).length === 0, "something came in before all was right");
  await lookWhole(bench, desk, "05-bad-lines", SIZES);

  await choose(good);
  await desk.waitForSelector(".exchange >> text=导入这 450 行");
  await lookWhole(bench, desk, "06-ready", SIZES);
  let sent = 0;
  const breaks = (route) => (++sent === 2 ? route.abort() : route.continue());
  await desk.route("**/ImportRecords", breaks);
  await desk.click(".exchange >> text=导入这 450 行");
  await desk.waitForSelector(".exchange >> text=停在这里：200 / 450");
  await lookWhole(bench, desk, "07-broken-off", SIZES);
  await desk.unroute("**/ImportRecords", breaks);
  await desk.click(".exchange >> text=接着写");
  await desk.waitForSelector(".exchange >> text=450 行都在了");
  await lookWhole(bench, desk, "08-all-in", SIZES);

  await desk.reload(); // and the same file again: as after a lost computer
  await desk.waitForSelector(".exchange input[type=file]");
  await choose(good);
  await desk.waitForSelector(".exchange >> text=其中 450 行以前导入过");
  await desk.click(".exchange >> text=导入这 450 行");
  await desk.waitForSelector(".exchange >> text=450 行都在了");
  const [one, ...others] = await imports(bench);
  must(one.records === 450 && one.standing === 450 && !others.length, `imports: ${JSON.stringify([one, ...others])}`);
}

async function takeBack(bench, desk) {
  await desk.click(".exchange >> text=看导入过的");
  await desk.waitForSelector(".past-imports tbody tr");
  must((await desk.locator(".past-imports tbody tr").innerText()).includes("450"), "the list does not say how many");
  await lookWhole(bench, desk, "09-past", SIZES);
  await desk.keyboard.press("j");
  await desk.keyboard.press("w");
  await desk.waitForSelector("dialog[open] >> text=撤回 450 条");
  await bench.lookAtDesk(desk, "10-ask");
  await desk.click("dialog[open] .dialog-buttons .stop");
  await desk.waitForSelector(".past-imports tbody >> text=撤回了");
  await lookWhole(bench, desk, "11-taken-back", SIZES);
  const [one] = await imports(bench);
  must(!one.standing && one.withdrawTime && one.withdrawActor === one.actor, `after it was taken back: ${JSON.stringify(one)}`);
}

async function auditor(bench) {
  const desk = await sit(bench, "naiman-auditor");
  await go(bench, desk, "exchange", ".past-imports tbody tr");
  must((await desk.locator(".head .tabs a").count()) === 1, "an auditor may hand records on");
  must((await desk.locator(".past-imports .row-deeds button").count()) === 0, "an auditor may take an import back");
}

async function insuredAtTheDesk(bench, order) {
  const desk = await sit(bench, "naiman-officer");
  await go(bench, desk, `board/${order}?state=ALL`, ".order-panel .insured-panel");
  await desk.click(".insured-panel >> text=看名单");
  await desk.waitForSelector(".insured-panel tbody tr");
  await bench.lookAtDeskTwice(desk, "12-insured");
  for (const [press, ending] of [["给保险公司的表", "xlsx"], ["CSV", "csv"]]) {
    const [download] = await Promise.all([desk.waitForEvent("download"), desk.click(`.insured-panel button >> text=${press}`)]);
    must(download.suggestedFilename().endsWith(`.${ending}`), `saved as ${download.suggestedFilename()}`);
    const bytes = await readFile(await download.path());
    const text = ending === "csv" ? bytes.toString("utf8") : Object.values(unzipSync(bytes)).map((part) => strFromU8(part)).join("");
    must(text.includes("身份证件号码") && text.includes("何时列入"), `the ${ending} has not the insurer's columns`);
  }
  const clerk = await sit(bench, "naiman-clerk");
  await go(bench, clerk, `board/${order}?state=ALL`, ".order-panel .insured-panel");
  await clerk.click(".insured-panel >> text=看名单");
  await clerk.waitForSelector(".insured-panel >> text=由镇干部或县管理员下载");
  must((await clerk.locator(".insured-buttons").count()) === 0, "a clerk may take ID numbers");
  await bench.lookAtDesk(clerk, "13-insured-clerk");
}

/** Two on the roster, one of them insured: told before it begins, kept for when there is no signal. */
async function insuredOnThePhone(bench, start) {
  const token = (who) => bench.token(`naiman-${who}`);
  const who = async (name) => bench.call("volunteers.v1.SignInService/WhoAmI", {}, await token(name));
  const station = (await who("clerk")).grants.find((grant) => grant.orgPath).orgPath.split(".").pop();
  const team = `${parent}/teams/${(await who("leader")).grants.find(({ teamId }) => teamId).teamId}`;
  const insured = (await who("volunteer1")).volunteer;
  const bare = await bench.call("volunteers.v1.VolunteerService/RegisterVolunteer", { parent, requestId: randomUUID(), volunteerId: randomUUID(), org: `${parent}/orgs/${station}`, chosenName: "小安", sex: "FEMALE",
    personal: { legalName: "示例小安", phone: "13900000077", birthDate: "1990-01-02" }, consents: ["RECORD"] }, await token("clerk"));
  await bench.call("volunteers.v1.TeamService/AddMember", { name: team, requestId: randomUUID(), volunteer: bare.name }, await token("admin"));
  await bench.until("the new member", async () => bench.call("volunteers.v1.TeamService/ListMemberships", { parent, team, pageSize: 200 }, await token("leader")).then(({ memberships }) => memberships.some(({ volunteer }) => volunteer === bare.name)));
  const { menuItems } = await bench.call("orders.v1.MenuService/ListMenu", { parent }, await token("clerk"));
  const name = `${parent}/orders/${randomUUID()}`;
  const sessionId = randomUUID();
  const say = async (by, method, request) => bench.call(method, { requestId: randomUUID(), name, ...request }, await token(by));
  await say("clerk", "orders.v1.OrderService/PlaceOrder", { order: {
    menuItem: menuItems.find(({ skill }) => skill === "haircut").name, station: `${parent}/orgs/${station}`, clientAddress: "白奶奶", onBehalf: true,
    sessions: [{ sessionId, startTime: new Date(start).toISOString(), endTime: new Date(start + 2 * HOUR).toISOString() }] } });
  await say("officer", "orders.v1.OrderService/ApproveOrder", {});
  await say("leader", "orders.v1.OrderService/AcceptOrder", { team });
  await say("leader", "orders.v1.AttendanceService/SetRoster", { places: [insured, bare.name].map((volunteer) => ({ sessionId, volunteer })) });

  const phone = await bench.phone("leader");
  await bench.signIn(phone, "naiman-leader");
  await phone.goto(`${bench.url}/field/#/leader/order/${name.split("/").pop()}`);
  await phone.waitForSelector(`.insured >> text=没有登记保险的：小安`);
  must(/其余 1\s人都有保险/.test(await phone.locator(".insured").innerText()), "it does not say who is insured");
  await bench.lookTwice(phone, "14-insured-leader");
  await phone.goto(`${bench.url}/field/#/leader`);
  await phone.waitForSelector(".tabs");
  await phone.context().setOffline(true);
  await phone.goto(`${bench.url}/field/#/leader/order/${name.split("/").pop()}`);
  await phone.waitForSelector(`.insured >> text=没有登记保险的：小安`);
  await bench.look(phone, "15-without-signal");
  await phone.context().setOffline(false);
}

// The desk changes things: a service on the menu, a grant, a team, a person; a file with bad lines comes in only
// once they are mended, and never twice; whoever may not change something is not offered to.
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { COUNTY } from "./bench.mjs";
import { workbook } from "./workbook.mjs";

const parent = `counties/${COUNTY}`;

export async function editing(bench) {
  const desk = await sit(bench, "naiman-admin");
  const token = await bench.token("naiman-admin");
  await changeMenu(bench, desk, token);
  await giveGrant(bench, desk, token);
  await openAccount(bench, desk);
  await changePlaces(bench, desk, token);
  await changePeople(bench, desk, token);
  await bringFile(bench, desk, token);
  await bringPeople(bench, desk);
  await bringWorkbook(bench, desk);
  await inEnglish(bench, desk);
  await lesser(bench);
  bench.verdict();
}

/** Until the desk has opened its first page by itself: it must not do so over a page that the walk opens. */
export async function sit(bench, who) {
  const desk = await bench.desk(who);
  await bench.sitDown(desk, who);
  await desk.waitForFunction(() => location.hash.length > 2);
  return desk;
}

export const go = (bench, desk, page, wait = ".table tbody tr") => desk.goto(`${bench.url}/console/#/${page}`).then(() => desk.waitForSelector(wait));
export const field = (desk, name) => desk.locator(".drawer").getByLabel(name, { exact: true });
export const press = (desk, name) => desk.locator(".drawer-foot, .drawer .hanging, .drawer .receipt").getByRole("button", { name, exact: true }).first().click();
export const closed = (desk) => desk.waitForSelector(".drawer", { state: "detached" });
const menuOf = async (bench, token) => (await bench.call("orders.v1.MenuService/ListMenu", { parent, pageSize: 500, withRetired: true }, token)).menuItems;

/** A row opened by its first cell, as people do. */
async function openRow(desk, name) {
  await desk.locator(".table tbody a", { hasText: name }).first().click();
  await desk.waitForSelector(".drawer .facts dd");
}

export function must(is, what) {
  if (!is) throw new Error(what);
}

async function changeMenu(bench, desk, token) {
  await go(bench, desk, "menu");
  await desk.click(".head >> text=新建");
  await desk.waitForSelector(".drawer");
  await bench.lookAtDeskTwice(desk, "01-new-service");
  await press(desk, "建好");
  await desk.waitForSelector(".drawer .note.bad");
  await bench.lookAtDeskTwice(desk, "02-what-is-missing");
  await field(desk, "服务名称").fill("上门磨剪刀");
  await field(desk, "主题").selectOption({ label: "便民服务" });
  await field(desk, "要会什么").selectOption({ label: "都不合适，另起一个" });
  await field(desk, "要会什么（另起的）").fill("knife_sharpening");
  await field(desk, "多少分钟").fill("45");
  await press(desk, "建好");
  await closed(desk);
  await desk.waitForSelector(".table tbody tr:first-child >> text=上门磨剪刀"); // on top: nobody looks for what they made
  await openRow(desk, "上门磨剪刀");
  await bench.lookAtDeskTwice(desk, "03-service");
  const address = desk.url();
  await press(desk, "改");
  await field(desk, "多少分钟").fill("5");
  await press(desk, "存下");
  await desk.waitForSelector(".drawer .error >> text=不能小于 10");
  await field(desk, "多少分钟").fill("50");
  await desk.waitForSelector(".drawer .was");
  await desk.keyboard.press("Escape"); // not lost by a slip
  await desk.waitForSelector(".drawer-leave");
  await bench.lookAtDesk(desk, "04-change-service");
  await desk.click(".drawer-leave >> text=接着改");
  await press(desk, "存下");
  await desk.waitForSelector(".drawer .facts >> text=50 分");
  await editStale(bench, desk, token);
  await press(desk, "下架");
  await desk.waitForSelector(".ask-dialog[open]");
  await bench.lookAtDesk(desk, "05-retire");
  await desk.click(".ask-dialog[open] .stop");
  await desk.waitForSelector(".drawer >> text=重新上架");
  const item = (await menuOf(bench, token)).find(({ title }) => title === "上门磨剪刀");
  must(item?.usualMinutes === 55 && item.usualPeople === 3 && item.retired, `the menu holds ${JSON.stringify(item)}`);
  await desk.goto("about:blank");
  await desk.goto(address); // the address opens it again
  await desk.waitForSelector(".drawer >> text=重新上架");
  await desk.keyboard.press("Escape");
  await closed(desk);

  await go(bench, desk, "projects");
  await desk.click(".head >> text=新建");
  await field(desk, "名称").fill("磨刀日");
  await field(desk, "种类").selectOption({ label: "常态项目" });
  await field(desk, "谁负责").fill("没有这个地方");
  await field(desk, "主题").selectOption({ label: "便民服务" });
  await press(desk, "建好");
  await desk.waitForSelector(".drawer .error >> text=没有这一个");
  await field(desk, "谁负责").fill("大沁他拉镇");
  await press(desk, "建好");
  await closed(desk);
  await desk.waitForSelector(".table >> text=磨刀日");
  await bench.lookAtDesk(desk, "06-projects");
}

/** Somebody else changes the same service meanwhile: it is said, theirs stands, and what was typed is not lost. */
async function editStale(bench, desk, token) {
  await press(desk, "改");
  await field(desk, "多少分钟").fill("55");
  const item = (await menuOf(bench, token)).find(({ title }) => title === "上门磨剪刀");
  await bench.call("orders.v1.MenuService/UpdateMenuItem", { requestId: randomUUID(), menuItem: { ...item, usualPeople: 3 }, updateMask: "usualPeople" }, token);
  await press(desk, "存下");
  await desk.waitForSelector(".drawer .note.bad >> text=别人先改过了");
  must((await field(desk, "多少分钟").inputValue()) === "55", "what was typed is gone");
  await bench.lookAtDesk(desk, "04-changed-by-another");
  await desk.locator(".drawer-foot").getByRole("button", { name: "先放着" }).click();
  await desk.waitForSelector(".drawer .facts dd >> text=/^3$/"); // theirs
  await press(desk, "改");
  await field(desk, "多少分钟").fill("55");
  await press(desk, "存下");
  await desk.waitForSelector(".drawer .facts >> text=55 分");
}

const accountNamed = async (bench, token, name) => (await bench.call("volunteers.v1.AccountService/ListAccounts", { parent, pageSize: 500 }, token)).accounts.find(({ displayName }) => displayName === name);

async function giveGrant(bench, desk, token) {
  const who = "柳树营子村站 小杨";
  const roles = async () => (await accountNamed(bench, token, who)).grants.map(({ role }) => role);
  await go(bench, desk, "accounts");
  await openRow(desk, who);
  await bench.lookAtDeskTwice(desk, "07-account");
  await press(desk, "给一项职责");
  await field(desk, "职责").selectOption({ label: "站员" });
  await field(desk, "管哪里").fill("平安地村");
  await bench.lookAtDeskTwice(desk, "08-grant");
  await press(desk, "给一项职责");
  await desk.waitForFunction(() => document.querySelectorAll(".drawer .hanging li").length === 2);
  must((await roles()).length === 2, "the grant was not given");
  await desk.locator(".drawer .hanging li", { hasText: "平安地" }).getByRole("button").click();
  await desk.click(".ask-dialog[open] .stop");
  await desk.waitForFunction(() => document.querySelectorAll(".drawer .hanging li").length === 1);
  must((await roles()).length === 1, "the grant was not taken");
  await desk.keyboard.press("Escape");
  await closed(desk);
}

/** The name is taken; then the password is shown once, and it opens the door. */
async function openAccount(bench, desk) {
  await go(bench, desk, "accounts");
  await desk.click(".head >> text=新建");
  await field(desk, "显示的名字").fill("审计 小方");
  await field(desk, "登录名").fill("naiman-clerk");
  await field(desk, "职责").selectOption({ label: "审计" });
  await press(desk, "开账号");
  await desk.waitForSelector(".drawer .error >> text=已经有人用了"); // the server's own words, at the field
  await bench.lookAtDesk(desk, "09-name-taken");
  const signInName = `shenji-${randomUUID().slice(0, 8)}`;
  await field(desk, "登录名").fill(signInName);
  await press(desk, "开账号");
  await desk.waitForSelector(".receipt output");
  await bench.lookAtDeskTwice(desk, "10-first-password");
  const password = await desk.textContent(".receipt div:last-child output");
  await press(desk, "好");
  await closed(desk);
  must(!(await desk.content()).includes(password), "the password can still be seen");
  const { who } = await bench.call("volunteers.v1.SignInService/SignIn", { signInName, password });
  must(who.grants[0].role === "AUDITOR", "the new account may do something else");
}

async function changePlaces(bench, desk, token) {
  await go(bench, desk, "orgs");
  await openRow(desk, "柳树营子");
  await bench.lookAtDeskTwice(desk, "13-organisation");
  await press(desk, "在下面新建");
  await field(desk, "名称").fill("柳树营子村一组文明实践点");
  await press(desk, "建好");
  await desk.waitForSelector(".drawer-head >> text=一组"); // what was made is looked at next
  await desk.keyboard.press("Escape");
  await closed(desk);

  await go(bench, desk, "teams");
  await desk.click(".head >> text=新建");
  await field(desk, "名称").fill("磨刀队");
  await field(desk, "种类").selectOption({ label: "村队" });
  await field(desk, "在哪里").fill("大沁他拉镇");
  await press(desk, "建好");
  await desk.waitForSelector(".drawer .error >> text=“站”这一级");
  await bench.lookAtDesk(desk, "14-new-team");
  await field(desk, "种类").selectOption({ label: "社会组织队" });
  await press(desk, "建好");
  await closed(desk);
  await openRow(desk, "磨刀队");
  await press(desk, "加人");
  await field(desk, "是哪位志愿者").fill("没有这个人");
  await press(desk, "加人");
  await desk.waitForSelector(".drawer .error >> text=没有找到");
  const { volunteers } = await bench.call("volunteers.v1.VolunteerService/ListVolunteers", { parent, pageSize: 5 }, token);
  await field(desk, "是哪位志愿者").fill(volunteers[0].number);
  await press(desk, "加人");
  await desk.waitForSelector(".drawer .hanging li");
  await bench.lookAtDeskTwice(desk, "15-team");
  await press(desk, "有空的时间");
  await bench.lookAtDesk(desk, "15-free-times");
  await desk.keyboard.press("Escape");
  await desk.waitForSelector(".drawer .hanging li");
  await desk.keyboard.press("Escape");
  await closed(desk);
}

/** A training held and who came, a post filled, a consent taken back, a paper seen. */
async function changePeople(bench, desk, token) {
  const { volunteers } = await bench.call("volunteers.v1.VolunteerService/ListVolunteers", { parent, pageSize: 5 }, token);
  const [first, second] = volunteers.map(({ number }) => number);
  await go(bench, desk, "trainings");
  await desk.click(".head >> text=新建");
  await field(desk, "名称").fill("磨刀入门");
  await field(desk, "种类").selectOption({ label: "专业技能" });
  await field(desk, "教什么本事（可以不填）").selectOption({ label: "维修" });
  await field(desk, "谁来办").fill("大沁他拉镇");
  await field(desk, "什么时候").fill("2026-01-05T09:00");
  await bench.lookAtDesk(desk, "16-new-training");
  await press(desk, "建好");
  await closed(desk);
  await openRow(desk, "磨刀入门");
  await press(desk, "记参加的人");
  await field(desk, "参加的人").fill(`${first}\n${second}`);
  await press(desk, "记参加的人");
  await desk.waitForSelector(".drawer .facts >> text=维修");
  const { trainings } = await bench.call("volunteers.v1.TrainingService/ListTrainings", { parent, pageSize: 100 }, token);
  must(trainings.find(({ title }) => title === "磨刀入门").attendedCount === 2, "who attended was not recorded");
  await desk.keyboard.press("Escape");
  await closed(desk);

  await go(bench, desk, "orgs");
  await openRow(desk, "柳树营子村新时代");
  await desk.locator(".drawer .hanging li", { hasText: "联络员" }).getByRole("button").click();
  await field(desk, "谁").fill(first);
  await press(desk, "任职");
  await desk.waitForSelector(`.drawer .hanging li >> text=${first}`);
  await desk.keyboard.press("Escape");
  await closed(desk);

  await go(bench, desk, "volunteers");
  await openRow(desk, first);
  await bench.lookAtDeskTwice(desk, "17-volunteer");
  await desk.locator(".drawer .hanging li", { hasText: "打电话" }).getByRole("button").click();
  await desk.click(".ask-dialog[open] .stop");
  await desk.waitForSelector(".drawer .hanging li:has-text('打电话') >> text=撤回");
  await press(desk, "加证");
  await field(desk, "要的资格").selectOption({ label: "健康证" });
  await field(desk, "到哪天为止").fill("2030-12-31");
  await press(desk, "见过原件，记下");
  await desk.waitForSelector(".drawer .hanging li >> text=健康证");
  await desk.keyboard.press("Escape");
  await closed(desk);
  await desk.click(".head >> text=新建");
  await field(desk, "身份证号（可以不填）").fill("110105194912310021");
  await press(desk, "登记");
  await desk.waitForSelector(".drawer .error >> text=最后一位");
  await bench.lookAtDeskTwice(desk, "18-register");
  await desk.keyboard.press("Escape");
  await desk.click(".drawer-leave >> text=不要了");
  await closed(desk);
}

const file = (name, buffer) => ({ name, mimeType: "text/csv", buffer });
const HEAD = "服务名称,主题,要会什么,多少分钟,要几个人";

/** Two lines are bad: told, nothing written. Mended, with a break in the middle: all in, once. */
async function bringFile(bench, desk, token) {
  const before = (await menuOf(bench, token)).length;
  const choose = (lines) => desk.setInputFiles("input[type=file]", file("菜单.csv", Buffer.from(`\uFEFF${[HEAD, ...lines].join("\r\n")}\r\n`)));
  const good = ["修鞋,便民服务,维修,30,1", "修伞,便民服务,维修,20,1", "读报,政策解读,政策宣讲,40,1"];
  await go(bench, desk, "menu");
  await desk.click(".head >> text=导入");
  await desk.waitForSelector(".bring .table tbody tr");
  await bench.lookAtDeskTwice(desk, "19-import");
  await choose([good[0], "修伞,便民,维修,20,1", "读报,政策解读,政策宣讲,半小时,1"]);
  await desk.waitForSelector(".bad-cells tbody tr");
  const told = await desk.locator(".bad-cells tbody tr").evaluateAll((rows) => rows.map((row) => [...row.cells].slice(0, 3).map((cell) => cell.textContent)));
  must(JSON.stringify(told) === JSON.stringify([["3", "主题", "便民"], ["4", "多少分钟", "半小时"]]), `told: ${JSON.stringify(told)}`);
  must((await menuOf(bench, token)).length === before, "something was written before all was right");
  await bench.lookAtDeskTwice(desk, "20-bad-lines");
  await choose(good);
  await desk.waitForSelector(".bring >> text=写入这 3 行");
  await bench.lookAtDesk(desk, "21-preview");

  let sent = 0;
  const breaks = (route) => (++sent === 2 ? route.abort() : route.continue());
  await desk.route("**/CreateMenuItem", breaks);
  await desk.click(".bring >> text=写入这 3 行");
  await desk.waitForSelector(".writing >> text=接着写");
  await bench.lookAtDesk(desk, "22-broken-off");
  await desk.unroute("**/CreateMenuItem", breaks);
  await desk.click(".writing >> text=接着写");
  await desk.waitForSelector(".writing >> text=写完了");
  await bench.lookAtDeskTwice(desk, "23-all-in");
  const [saved] = await Promise.all([desk.waitForEvent("download"), desk.click(".writing >> text=导出结果")]);
  must((await readFile(await saved.path(), "utf8")).trim().split("\r\n").length === 4, "the result does not name every line");
  must((await menuOf(bench, token)).length === before + 3, "not every line came in");

  await desk.reload(); // and the same file again: as after a lost computer
  await desk.waitForSelector(".bring .table tbody tr");
  await choose(good);
  await desk.click(".bring >> text=写入这 3 行");
  await desk.waitForSelector(".writing >> text=写完了");
  must((await menuOf(bench, token)).length === before + 3, "a line came in twice");
}

/** As Excel in China saves a CSV. The table is the decoder's, turned round. */
function gbk(text) {
  const decoder = new TextDecoder("gbk");
  const bytesOf = new Map();
  for (let high = 0x81; high <= 0xfe; high++) {
    for (let low = 0x40; low <= 0xfe; low++) bytesOf.set(decoder.decode(Uint8Array.of(high, low)), [high, low]);
  }
  return Buffer.from([...text].flatMap((letter) => (letter < "\u0080" ? letter.charCodeAt(0) : bytesOf.get(letter))));
}

async function bringPeople(bench, desk) {
  await go(bench, desk, "import/volunteers", ".bring .table tbody tr");
  const lines = ["姓名,怎么称呼,手机号,出生日期,性别,住在哪里,同意留下服务记录", "包小花,小花,13800009999,1975/3/8,女,大沁他拉镇 柳树营子村,是", "包大山,大山,1380000,1975/3/8,男,大沁他拉镇 柳树营子村,否"];
  await desk.setInputFiles("input[type=file]", file("志愿者.csv", gbk(lines.join("\n"))));
  await desk.waitForSelector(".bad-cells tbody tr");
  await bench.lookAtDesk(desk, "24-people");
  await desk.setInputFiles("input[type=file]", file("志愿者.csv", gbk(lines.slice(0, 2).join("\n"))));
  await desk.click(".bring >> text=写入这 1 行");
  await desk.waitForSelector(".writing >> text=写完了");
  await desk.click(".writing >> text=去看看");
  await desk.waitForSelector(".table tbody >> text=小花");
}

/** From Excel itself, and so long that a careless reader would want a worker of its own. */
async function bringWorkbook(bench, desk) {
  await go(bench, desk, "import/teams", ".bring .table tbody tr");
  await bench.lookAtDesk(desk, "24-import-teams");
  await desk.setInputFiles("input[type=file]", file("队伍.xlsx", workbook([["名称", "种类", "在哪里", "做什么"], ["修伞队", "社会组织队", "大沁他拉镇", "维修、理发"]], 700_000)));
  await desk.click(".bring >> text=写入这 1 行");
  await desk.waitForSelector(".writing >> text=写完了");
  await desk.click(".writing >> text=去看看");
  await desk.waitForSelector(".table tbody >> text=修伞队");
}

async function inEnglish(bench, desk) {
  await desk.click("text=English");
  await go(bench, desk, "policies", ".policy-panels .panel");
  await bench.lookAtDesk(desk, "25-policies-english");
  await desk.click(".policy-panels .panel:nth-child(3) button");
  await desk.waitForSelector(".drawer");
  await bench.lookAtDesk(desk, "26-weights-english");
  await desk.keyboard.press("Escape");
  await desk.click("text=中文");
}

/** An officer changes the own township; a dispatcher the menu; an auditor nothing. */
async function lesser(bench) {
  const offered = (desk, page) => go(bench, desk, page).then(() => desk.locator(".head >> text=新建").count());
  const expected = { "naiman-officer": { menu: 0, teams: 1, orgs: 1, units: 0 }, "naiman-dispatcher": { menu: 1, teams: 0, orgs: 0, units: 0 }, "naiman-auditor": { menu: 0, teams: 0, accounts: 0 } };
  for (const [who, pages] of Object.entries(expected)) {
    const desk = await sit(bench, who);
    for (const [page, count] of Object.entries(pages)) must((await offered(desk, page)) === count, `${who} is offered ${count ? "nothing" : "something"} new on ${page}`);
  }
}

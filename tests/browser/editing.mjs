// The desk changes things: a service on the menu, a grant, a team, a person; whoever may not change something is not
// offered to.
import { randomUUID } from "node:crypto";
import { COUNTY } from "./bench.mjs";
import { closed, field, go, must, openRow, press, sit } from "./desk.mjs";

const parent = `counties/${COUNTY}`;

export async function editing(bench) {
  const desk = await sit(bench, "naiman-admin");
  const token = await bench.token("naiman-admin");
  await changeMenu(bench, desk, token);
  await giveGrant(bench, desk, token);
  await openAccount(bench, desk);
  await changePlaces(bench, desk, token);
  await changePeople(bench, desk, token);
  await inEnglish(bench, desk);
  await lesser(bench);
  bench.verdict();
}

const menuOf = async (bench, token) => (await bench.call("orders.v1.MenuService/ListMenu", { parent, pageSize: 500, withRetired: true }, token)).menuItems;

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
  await field(desk, "要会什么").selectOption({ label: "都不合适，这项服务自成一项" });
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
  must(/^own_[0-9a-f]{12}$/.test(item?.skill), `the own skill is ${item?.skill}`);
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
  await desk.locator(".drawer .ticks").getByLabel("上门磨剪刀").check();
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

async function inEnglish(bench, desk) {
  await desk.click("text=English");
  await go(bench, desk, "policies", ".policy-panels .panel");
  await bench.lookAtDesk(desk, "19-policies-english");
  await desk.click(".policy-panels .panel:nth-child(3) button");
  await desk.waitForSelector(".drawer");
  await bench.lookAtDesk(desk, "20-weights-english");
  await desk.keyboard.press("Escape");
  await desk.click("text=中文");
}

/** An officer changes the own township; a dispatcher the menu; an auditor nothing. */
async function lesser(bench) {
  const titles = { menu: "菜单", teams: "队伍", orgs: "组织", units: "单位", accounts: "账号和授权" };
  // The rows of the page before may stand a moment longer than its address.
  const offered = (desk, page) => go(bench, desk, page, `.head h1:text-is("${titles[page]}")`).then(() => desk.locator(".head >> text=新建").count());
  const expected = { "naiman-officer": { menu: 0, teams: 1, orgs: 1, units: 0 }, "naiman-dispatcher": { menu: 1, teams: 0, orgs: 0, units: 0 }, "naiman-auditor": { menu: 0, teams: 0, accounts: 0 } };
  for (const [who, pages] of Object.entries(expected)) {
    const desk = await sit(bench, who);
    for (const [page, count] of Object.entries(pages)) must((await offered(desk, page)) === count, `${who} is offered ${count ? "nothing" : "something"} new on ${page}`);
  }
}

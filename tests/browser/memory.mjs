// 补录 and the rules of hours, on a clock that the walk moves: time nobody recorded is entered at the station, agreed to in the
// township, marked for ever; a month later the county looks what other rules would have done, is refused what a rule
// forbids, and loosens with a second administrator.
import { randomUUID } from "node:crypto";
import { COUNTY } from "./bench.mjs";
import { closed, field, go, must, press } from "./desk.mjs";

const parent = `counties/${COUNTY}`;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export async function memory(bench) {
  // Tomorrow at nine in China.
  const start = Math.floor((Date.now() + 8 * HOUR) / DAY) * DAY + DAY + HOUR;
  const order = await served(bench, start);
  await enter(bench, order, start);
  await agree(bench, start);
  await reviewed(bench, order, start);
  await previewLastMonth(bench, start);
  bench.verdict();
}

const tokens = async (bench) => Object.fromEntries(await Promise.all(["clerk", "officer", "leader", "reviewer"].map(async (who) => [who, await bench.token(`naiman-${who}`)])));

async function sitAt(bench, who, now) {
  const desk = await bench.desk(who);
  await desk.clock.setFixedTime(now);
  await bench.sitDown(desk, who);
  return desk;
}

/** Placed with a telephone, taken, seen done by the station; one came by the leader's word, the other's phone was flat. */
async function served(bench, start) {
  const { clerk, officer, leader } = await tokens(bench);
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
  const there = await tokens(bench);
  await bench.call("orders.v1.AttendanceService/CheckIn", { requestId: randomUUID(), name, sessionId, volunteer, observedTime: new Date(start).toISOString() }, there.leader);
  await bench.setClock(start + HOUR);
  const then = await tokens(bench);
  await bench.call("orders.v1.AttendanceService/CompleteOrder", { requestId: randomUUID(), name, witness: true, observedTime: new Date(start + HOUR).toISOString() }, then.clerk);
  const { number } = await bench.call("orders.v1.OrderService/GetOrder", { name }, then.clerk);
  return { name, number, team: `${parent}/teams/${grants.find(({ teamId }) => teamId).teamId}`, leader: volunteer };
}

/** Somebody of the team who is not its leader. */
async function mate(bench, { team, leader }) {
  const token = await bench.token("naiman-leader");
  const { memberships } = await bench.call("volunteers.v1.TeamService/ListMemberships", { parent, team, pageSize: 50 }, token);
  const { volunteer } = memberships.find((each) => each.volunteer !== leader && each.state === "ACTIVE");
  return (await bench.call("volunteers.v1.VolunteerService/GetVolunteer", { name: volunteer }, await bench.token("naiman-clerk"))).number;
}

const moment = (ms) => new Date(ms + 8 * HOUR).toISOString().slice(0, 16);

async function enter(bench, order, start) {
  const desk = await sitAt(bench, "naiman-clerk", start + 2 * HOUR);
  await go(bench, desk, "back-fills", ".head >> text=补一段");
  await desk.waitForSelector("text=没有等着同意的补录");
  await desk.click(".head >> text=补一段");
  await field(desk, "单号").fill(order.number.toLowerCase());
  await desk.locator(".drawer").getByLabel("志愿者", { exact: false }).first().fill(await mate(bench, order));
  await field(desk, "从什么时候").fill(moment(start));
  await field(desk, "到什么时候").fill(moment(start + HOUR));
  await field(desk, "当时为什么没记上").selectOption({ label: "手机没电或坏了" });
  await field(desk, "见证人就是被服务的人").check();
  await bench.lookAtDeskTwice(desk, "01-enter");
  await press(desk, "补上，等同意");
  await closed(desk);
  await desk.waitForSelector(".table >> text=等同意");
  must(!(await desk.locator(".table >> text=同意 >> css=button").count()), "who entered it may agree to it");
  await bench.lookAtDeskTwice(desk, "02-entered");
  await desk.context().close();
}

async function agree(bench, start) {
  const desk = await sitAt(bench, "naiman-officer", start + 2 * HOUR);
  await go(bench, desk, "back-fills");
  await desk.locator(".table tbody tr").first().getByRole("button", { name: "同意", exact: true }).click();
  await desk.locator(".ask-dialog[open]").getByLabel("打过电话，见证人说有这回事").check();
  await bench.lookAtDeskTwice(desk, "03-agree");
  await desk.click(".ask-dialog[open] .main");
  await desk.waitForSelector("text=没有等着同意的补录");
  await desk.context().close();
}

/** Grade D, two reviewers, then on notice although the county has no notice days. */
async function reviewed(bench, order, start) {
  const reviewer = await bench.token("naiman-reviewer");
  const entry = await bench.until("the back-filled entry", async () => {
    const { entries = [] } = await bench.call("hours.v1.EntryService/ListEntriesOfOrder", { order: order.name }, reviewer);
    return entries.find(({ grade }) => grade === "D");
  });
  await bench.call("hours.v1.EntryService/DecideEntries", { requestId: randomUUID(), parent, decisions: [{ entry: entry.name, verdict: "VERIFY" }] }, reviewer);
  await bench.call("hours.v1.EntryService/ConfirmSecond", { requestId: randomUUID(), name: entry.name, agreed: true }, await bench.token("naiman-reviewer2"));
  const { lines = [] } = await bench.call("hours.v1.EntryService/ListPublicNotice", { parent, backFilledOnly: true });
  must(lines.length === 1 && lines[0].backFilled && lines[0].orderNumber === order.number, `the public notice says ${JSON.stringify(lines)}`);
  must(!JSON.stringify(lines).includes("volunteers/"), "the public notice names somebody");
  const desk = await sitAt(bench, "naiman-reviewer", start + 2 * HOUR);
  await desk.goto(`${bench.url}/console/#/review?state=NOTICE`);
  await desk.waitForSelector(".queue .grade.D");
  await bench.lookAtDesk(desk, "04-on-notice");
  await desk.context().close();
}

const rule = (desk, name) => desk.locator(".drawer").getByLabel(name, { exact: true });

async function previewLastMonth(bench, start) {
  const { year, month } = { year: new Date(start).getUTCFullYear(), month: new Date(start).getUTCMonth() };
  const now = Date.UTC(year, month + 1, 3, 2);
  await bench.setClock(now);
  const desk = await sitAt(bench, "naiman-admin", now);
  await go(bench, desk, "policies", ".policy-panels .panel");
  await desk.click("button[aria-label='改“时长怎么验”']");
  await rule(desk, "每天必须签到").check();
  await press(desk, "存下");
  await desk.waitForSelector(".drawer .error >> text=国办函〔2026〕12号");
  await bench.lookAtDeskTwice(desk, "05-forbidden");
  await rule(desk, "每天必须签到").uncheck();
  await rule(desk, "B 队长认").check();
  await rule(desk, "在场不到计划的多少不自动通过").fill("50");
  await desk.click(".preview >> text=先看看上个月会怎样");
  await desk.waitForSelector(".preview .lead");
  await desk.locator(".preview .lead").scrollIntoViewIfNeeded();
  await bench.lookAtDeskTwice(desk, "06-preview");
  await press(desk, "存下");
  await closed(desk);
  await desk.waitForSelector(".proposal >> text=时长怎么验");
  await bench.lookAtDesk(desk, "07-proposed");
  await desk.click(".proposal .main");
  await desk.waitForSelector(".proposal .note.bad >> text=是您提出的");
  const other = await sitAt(bench, "naiman-admin2", now);
  await go(bench, other, "policies", ".proposal");
  await other.click(".proposal .main");
  await other.waitForSelector(".proposal", { state: "detached" });
  await other.waitForSelector(".policy-panels >> text=第 1 版");
  const { settings } = await bench.call("hours.v1.PolicyService/GetPolicy", { parent }, await bench.token("naiman-admin"));
  must(settings.plannedSharePercent === 50 && settings.passGrades.includes("B"), `the policy is ${JSON.stringify(settings)}`);
  await other.context().close();
  await desk.context().close();
}

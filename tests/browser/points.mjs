// 积分: two administrators set how points are earned, one lays in a reward, a volunteer's recorded hours become points
// that are redeemed on the phone, and the station hands the reward over for the code. On a clock that the walk moves.
import { randomUUID } from "node:crypto";
import { COUNTY } from "./bench.mjs";
import { serve } from "./certificates.mjs";
import { field, go, lookWhole, must, press, sit } from "./desk.mjs";

const parent = `counties/${COUNTY}`;
const HOUR = 3_600_000;

export async function points(bench) {
  await rules(bench);
  await layIn(bench);
  await serve(bench, Date.now() + HOUR);
  const code = await onThePhone(bench);
  await atTheStation(bench);
  await handOver(bench, code);
  await afterwards(bench);
  await english(bench);
  bench.verdict();
}

async function lookEverywhere(bench, desk, name) {
  await bench.lookAtDeskTwice(desk, name);
  await lookWhole(bench, desk, name, [[390, 844], [1280, 800]]);
}

/** What a rule stands against is refused by its name; more points take a second administrator. */
async function rules(bench) {
  const desk = await sit(bench, "naiman-admin");
  await go(bench, desk, "rewards", ".tabs");
  await desk.keyboard.press("3");
  await desk.waitForSelector(".points-policy >> text=县里还没有设积分");
  await bench.lookAtDesk(desk, "01-none-yet");
  await desk.click(".points-policy .panel-head .button");
  await field(desk, "每小时得几分").fill("10");
  await field(desk, "每月封顶").fill("300");
  await field(desk, "补录的（D）按").fill("50");
  await desk.fill(".drawer textarea", "理发 150");
  await desk.click(".drawer >> text=兑现金、购物卡");
  await press(desk, "改");
  await desk.waitForSelector(".drawer >> text=《志愿服务条例》第 2 条");
  await lookEverywhere(bench, desk, "02-refused");
  await desk.click(".drawer >> text=兑现金、购物卡");
  await press(desk, "改");
  await desk.waitForSelector(".proposal");
  await lookEverywhere(bench, desk, "03-waits");
  must((await desk.locator(".proposal .button").count()) === 0, "who proposed it may agree to it");
  const second = await sit(bench, "naiman-admin2");
  await go(bench, second, "rewards", ".tabs");
  await second.click(".tabs >> text=积分规则");
  await second.click(".proposal .button.main");
  await second.waitForSelector(".points-rules >> text=每小时 10 分");
  must((await second.locator(".proposal").count()) === 0, "agreed to, and it still waits");
  await lookEverywhere(bench, second, "04-in-force");
}

async function layIn(bench) {
  const desk = await sit(bench, "naiman-admin");
  await go(bench, desk, "rewards", ".tabs");
  await desk.keyboard.press("2");
  await desk.waitForSelector("text=还没有礼品");
  await desk.keyboard.press("n");
  await field(desk, "叫什么").fill("毛巾两条");
  await field(desk, "要多少积分").fill("20");
  await field(desk, "每人最多几份").fill("2");
  await field(desk, "哪里领").fill("柳树营子村");
  await desk.fill("#field-pickUpNote", "村站服务台，周一至周五");
  await bench.lookAtDesk(desk, "05-new-reward");
  await press(desk, "上一样礼品");
  await desk.waitForSelector(".table >> text=毛巾两条");
  await desk.click("button[aria-label='补货 毛巾两条']");
  await field(desk, "补几份").fill("5");
  await press(desk, "补货");
  await desk.waitForSelector(".table td.num >> text=5");
  await lookEverywhere(bench, desk, "06-laid-in");
}

async function onThePhone(bench) {
  const phone = await bench.phone("volunteer");
  await bench.signIn(phone, "naiman-volunteer1");
  await phone.goto(`${bench.url}/field/#/volunteer/hours`);
  await phone.click("text=积分和礼品");
  await phone.waitForSelector(".points-figure >> text=30");
  await bench.lookTwice(phone, "07-points");
  await phone.click("text=兑换 >> nth=0");
  await phone.waitForSelector(".sheet .button.main");
  await bench.lookTwice(phone, "08-redeem");
  await phone.click(".sheet .button.main");
  await phone.waitForSelector(".pick-up b");
  must((await phone.locator(".fetch").count()) === 1, "one press, and not one reward");
  await phone.waitForSelector(".points-figure >> text=10");
  await phone.waitForSelector("text=还差 10 分");
  await bench.lookTwice(phone, "09-redeemed");
  return (await phone.locator(".pick-up b").innerText()).replace(/\D/g, "");
}

/** The station asks for the code; a wrong one is counted. */
async function handOver(bench, code) {
  const desk = await sit(bench, "naiman-clerk");
  await go(bench, desk, "rewards", ".table tbody tr >> text=毛巾两条");
  must((await desk.locator(".rail a[href*=rewards] .badge").innerText()) === "1", "the rail does not say that one waits");
  await lookEverywhere(bench, desk, "10-to-hand-out");
  await desk.keyboard.press("j");
  await desk.keyboard.press("h");
  await desk.fill("dialog[open] input", code === "000000" ? "111111" : "000000");
  await bench.lookAtDesk(desk, "11-code");
  await desk.keyboard.press("Enter");
  await desk.waitForSelector("text=领取码不对");
  await bench.lookAtDesk(desk, "12-wrong");
  await desk.keyboard.press("h");
  await desk.fill("dialog[open] input", code);
  await desk.keyboard.press("Enter");
  await desk.waitForSelector(".look.none");
  await desk.click("text=都看");
  await desk.waitForSelector(".table tbody tr >> text=已领取");
  await bench.lookAtDesk(desk, "13-handed-over");
}

/** The clerk's phone shows what waits as well. */
async function atTheStation(bench) {
  const phone = await bench.phone("station");
  await bench.signIn(phone, "naiman-clerk");
  await phone.goto(`${bench.url}/field/#/me`);
  await phone.click("text=交礼品");
  await phone.waitForSelector("text=毛巾两条");
  await bench.lookTwice(phone, "10-station");
  await phone.click("text=交给本人");
  await phone.waitForSelector(".sheet input");
  await bench.look(phone, "10-station-code");
  await phone.keyboard.press("Escape");
}

async function afterwards(bench) {
  const phone = await bench.phone("volunteer");
  await bench.signIn(phone, "naiman-volunteer1");
  await phone.goto(`${bench.url}/field/#/volunteer/points`);
  await phone.waitForSelector("text=已领取");
  must((await phone.locator(".fetch").count()) === 0, "what was fetched still waits");
  await bench.look(phone, "14-fetched");
  const statement = await bench.call("hours.v1.PointsService/GetPointsStatement", { parent }, await bench.token("naiman-volunteer1"));
  must(statement.balance === 10 && !statement.held, `the statement says ${JSON.stringify(statement)}`);
  const { entries } = await bench.call("hours.v1.HoursEvents/ListAuditEntries", { parent }, await bench.token("naiman-admin"));
  const kinds = entries.map(({ kind }) => kind);
  for (const kind of ["REWARD_CHANGED", "REWARD_REDEEMED", "REWARD_PICKED_UP", "POINTS_POLICY_SET"]) must(kinds.includes(kind), `${kind} is not in the log`);
  await bench.call("hours.v1.RedemptionService/RedeemReward", { requestId: randomUUID(), reward: (await bench.call("hours.v1.RewardService/ListRewards", { parent }, await bench.token("naiman-admin"))).rewards[0].name, points: 20 }, await bench.token("naiman-volunteer1")).then(
    () => must(false, "more points were spent than there were"),
    (error) => must(error.message.includes("POINTS_TOO_FEW"), `refused for something else: ${error.message}`),
  );
}

async function english(bench) {
  const desk = await sit(bench, "naiman-admin");
  await desk.click("text=English");
  for (const [key, name] of [["2", "15-rewards-english"], ["3", "16-policy-english"]]) {
    await go(bench, desk, "rewards", ".tabs");
    await desk.keyboard.press(key);
    await desk.waitForSelector(key === "2" ? ".table" : ".points-policy");
    await bench.lookAtDesk(desk, name);
  }
}

// The county's rules: changed at the desk, loosened only by two, and felt on a phone.
import { COUNTY } from "./bench.mjs";
import { closed, field, go, must, press, sit } from "./desk.mjs";

const parent = `counties/${COUNTY}`;

export async function rules(bench) {
  const desk = await sit(bench, "naiman-admin");
  const token = await bench.token("naiman-admin");
  await changeLoop(bench, desk, token);
  await setStars(bench, desk);
  await weighEvaluation(bench, desk, token);
  bench.verdict();
}

async function changeLoop(bench, desk, token) {
  const policy = () => bench.call("orders.v1.LoopPolicyService/GetLoopPolicy", { parent }, token);
  const { settings: before } = await policy();
  await go(bench, desk, "policies", ".policy-panels .panel");
  await desk.click("button[aria-label='改“单子怎么走”']");
  await field(desk, "审单时限（工作时间）").fill("41");
  await press(desk, "存下");
  await desk.waitForSelector(".drawer .error >> text=不能大于 40");
  await bench.lookAtDeskTwice(desk, "01-policy");
  await field(desk, "审单时限（工作时间）").fill(String(before.approvalHours - 1));
  await field(desk, "打了小票就不再给站里看结单码").check();
  await press(desk, "存下");
  await closed(desk);
  await desk.waitForSelector(".policy-panels >> text=第 1 版");
  const { settings: after } = await policy();
  must(after.approvalHours === before.approvalHours - 1 && after.hideCodeAfterPrint, `the policy is ${JSON.stringify(after)}`);

  await desk.click("button[aria-label='改“单子怎么走”']");
  await field(desk, "审单时限（工作时间）").fill("30");
  await press(desk, "存下");
  await desk.waitForSelector(".proposal");
  await bench.lookAtDeskTwice(desk, "02-loosened");
  await desk.click(".proposal .main"); // one's own proposal takes another's consent
  await desk.waitForSelector(".proposal .note.bad");
  must((await policy()).settings.approvalHours === after.approvalHours, "one person loosened the policy alone");
  await agree(bench);
  must((await policy()).settings.approvalHours === 30, "two administrators agreed, and the policy is as before");
  await desk.reload();
  await desk.waitForSelector(".policy-panels >> text=第 2 版");
  must(!(await desk.locator(".proposal").count()), "what was agreed still waits");
}

/** The other administrator sees what would change, and agrees. */
async function agree(bench) {
  const other = await sit(bench, "naiman-admin2");
  await go(bench, other, "policies", ".proposal");
  await bench.lookAtDesk(other, "02-to-agree");
  await other.click(".proposal .main");
  await other.waitForSelector(".proposal", { state: "detached" });
  await other.waitForSelector(".policy-panels >> text=第 2 版");
  await bench.lookAtDesk(other, "02-agreed");
  await other.context().close();
}

const STARS = ["一星要满", "二星要满", "三星要满", "四星要满", "五星要满"];

/** A county that counts stars by single hours. */
async function setStars(bench, desk) {
  await desk.click("button[aria-label='改“时长怎么验”']");
  await field(desk, "公示几天").fill("3");
  await field(desk, "二星要满").fill("100");
  await press(desk, "存下");
  await desk.waitForSelector(".drawer .error >> text=要比前一颗星的多");
  await bench.lookAtDeskTwice(desk, "03-stars");
  for (const [at, name] of STARS.entries()) await field(desk, name).fill(String(at + 1));
  await press(desk, "存下");
  await closed(desk);
  await desk.waitForSelector(".policy-panels >> text=3 天");
  await bench.lookAtDesk(desk, "04-stars-set");

  const phone = await bench.phone("volunteer");
  await bench.signIn(phone, "naiman-volunteer1");
  await phone.goto(`${bench.url}/field/#/volunteer/hours`);
  await phone.waitForSelector(".stars >> text=再服务 1 小时，就到 1 星"); // nothing of this one's is recorded yet
  await bench.lookTwice(phone, "05-stars-on-the-phone");
}

/** The evaluation's weights: the formula in words, what they would do, and no side heavier than the people served. */
async function weighEvaluation(bench, desk, token) {
  await go(bench, desk, "policies", ".policy-panels .policy-formula");
  await desk.click("button[aria-label='改“评价怎么算”']");
  await field(desk, "站评价的占比").fill("61");
  await press(desk, "存下");
  await desk.waitForSelector(".drawer .error >> text=不能大于 60");
  await field(desk, "站评价的占比").fill("30");
  await desk.click(".preview .button");
  await desk.waitForSelector(".preview .lead");
  await bench.lookAtDeskTwice(desk, "06-evaluation");
  await press(desk, "存下");
  await closed(desk);
  const terms = await bench.call("hours.v1.EvaluationService/GetEvaluationTerms", { parent }, token);
  must(terms.version === 1 && terms.stationWeight === 30 && terms.residentWeight === 60, `the weights are ${JSON.stringify(terms)}`);
}

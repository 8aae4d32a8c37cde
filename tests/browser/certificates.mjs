// 志愿服务记录证明: a volunteer issues and saves one on the phone, anybody checks it, a correction marks it at the desk,
// and it is revoked there. On a clock that the walk moves: hours have to be served first.
import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { promisify } from "node:util";
import { COUNTY } from "./bench.mjs";
import { go, must, sit } from "./desk.mjs";

const run = promisify(execFile);
const parent = `counties/${COUNTY}`;
const HOUR = 3_600_000;

export async function certificates(bench) {
  const { entry, volunteer } = await serve(bench, Date.now() + HOUR);
  const { number, file } = await onThePhone(bench);
  await anybodyChecks(bench, number, file);
  await correct(bench, entry);
  await atTheDesk(bench, number, volunteer);
  bench.verdict();
}

/** An order from the station to recorded hours, by the programs' way: other walks do it by screen. */
export async function serve(bench, start) {
  const token = (who) => bench.token(`naiman-${who}`);
  const who = async (name) => bench.call("volunteers.v1.SignInService/WhoAmI", {}, await token(name));
  const station = (await who("clerk")).grants.find((grant) => grant.orgPath).orgPath.split(".").pop();
  const team = `${parent}/teams/${(await who("leader")).grants.find(({ teamId }) => teamId).teamId}`;
  const { volunteer } = await who("volunteer1");
  const { menuItems } = await bench.call("orders.v1.MenuService/ListMenu", { parent }, await token("clerk"));
  const name = `${parent}/orders/${randomUUID()}`;
  const sessionId = randomUUID();
  const time = (ms) => new Date(ms).toISOString();
  const say = async (by, method, request) => bench.call(method, { requestId: randomUUID(), name, ...request }, await token(by));
  await say("clerk", "orders.v1.OrderService/PlaceOrder", { order: {
    menuItem: menuItems.find(({ skill }) => skill === "haircut").name, station: `${parent}/orgs/${station}`, clientAddress: "白奶奶", onBehalf: true,
    sessions: [{ sessionId, startTime: time(start), endTime: time(start + 2 * HOUR) }],
  } });
  await say("officer", "orders.v1.OrderService/ApproveOrder", {});
  await say("leader", "orders.v1.OrderService/AcceptOrder", { team });
  await say("leader", "orders.v1.AttendanceService/SetRoster", { places: [{ sessionId, volunteer }] });
  await bench.setClock(start);
  await say("leader", "orders.v1.AttendanceService/CheckIn", { sessionId, volunteer, observedTime: time(start) });
  await bench.setClock(start + 2 * HOUR);
  await say("leader", "orders.v1.AttendanceService/CheckOut", { sessionId, volunteer, observedTime: time(start + 2 * HOUR) });
  await say("clerk", "orders.v1.AttendanceService/CompleteOrder", { witness: true, headcount: 1, observedTime: time(start + 2 * HOUR) });
  const entry = await bench.until("the hours", async () => (await bench.call("hours.v1.EntryService/ListEntriesOfOrder", { order: name }, await token("reviewer")).catch(() => ({}))).entries?.[0]?.name);
  await bench.call("hours.v1.EntryService/DecideEntries", { parent, requestId: randomUUID(), decisions: [{ entry, verdict: "VERIFY" }] }, await token("reviewer"));
  return { entry, volunteer, order: name };
}

async function onThePhone(bench) {
  const phone = await bench.phone("volunteer", { acceptDownloads: true });
  await bench.signIn(phone, "naiman-volunteer1");
  await phone.goto(`${bench.url}/field/#/volunteer/hours`);
  await phone.waitForSelector("text=还没有开过证明");
  await phone.click("text=开证明");
  await phone.waitForSelector(".sheet .certificate-choice");
  await phone.click(".sheet >> text=服务队");
  await bench.lookTwice(phone, "01-issue");
  await phone.click(".sheet .button.main");
  await phone.waitForSelector(".certificate");
  must((await phone.locator(".certificate").count()) === 1, "one press, and not one certificate");
  const number = /\d{6}-[0-9A-Z-]{14}/.exec(await phone.locator(".certificate").innerText())[0];
  await bench.lookTwice(phone, "02-issued");
  const [download] = await Promise.all([phone.waitForEvent("download"), phone.click(".certificate >> text=存成 PDF")]);
  must(download.suggestedFilename() === `${number}.pdf`, `saved as ${download.suggestedFilename()}`);
  const file = join(bench.folder, "certificate.pdf");
  await download.saveAs(file);
  return { number, file };
}

/** Without an account: the page under the number, the page with the code's text, and the command line without a server. */
async function anybodyChecks(bench, number, file) {
  const visitor = await bench.phone("visitor");
  await visitor.goto(`${bench.url}/certificates/${number}`);
  await visitor.waitForSelector(".good >> text=有效");
  must((await visitor.locator("dl").innerText()).includes("2 小时"), "the page does not say how long");
  await bench.look(visitor, "03-checked");
  await run("pdfdetach", ["-save", "1", "-o", join(bench.folder, "certificate.txt"), file]);
  const { stdout: attached } = await run("head", ["-n", "1", join(bench.folder, "certificate.txt")]);
  await visitor.goto(`${bench.url}/certificates/`);
  await visitor.fill("textarea", attached);
  await visitor.click("form button");
  await visitor.waitForSelector(".good >> text=有效");
  await visitor.fill("textarea", attached.trim().replace(/(.)(.)$/, "$2$1"));
  await visitor.click("form button");
  await visitor.waitForSelector(".bad >> text=不可信");
  await bench.look(visitor, "04-altered");
  await visitor.goto(`${bench.url}/certificates/${number.slice(0, -1)}${number.endsWith("A") ? "B" : "A"}`);
  await visitor.waitForSelector(".bad >> text=抄错");

  const keys = join(bench.folder, "keys.txt");
  await bench.cli("certificate", "keys", "--county", String(COUNTY), "--out", keys);
  const { stdout } = await bench.cli("certificate", "verify", file, "--keys", keys);
  must(stdout.includes(number) && stdout.includes("有效"), `the command line says: ${stdout}`);
}

/** The volunteer remembers less than was recorded; another reviewer agrees. */
async function correct(bench, entry) {
  const { name } = await bench.call("hours.v1.CaseService/RequestCorrection", { requestId: randomUUID(), entry, minutes: 60 }, await bench.token("naiman-volunteer1"));
  await bench.call("hours.v1.CaseService/DecideCase", { requestId: randomUUID(), name, granted: true, minutes: 60, reason: "APPEAL_UPHELD" }, await bench.token("naiman-reviewer2"));
}

async function atTheDesk(bench, number) {
  const desk = await sit(bench, "naiman-reviewer");
  await go(bench, desk, "certificates", `.table tbody tr >> text=${number}`);
  must((await desk.locator(".rail a[href*=certificates] .badge").innerText()) === "1", "the rail does not say that one waits");
  await bench.lookAtDeskTwice(desk, "05-to-look-at");
  await desk.click(".table tbody tr .link");
  await desk.waitForSelector(".drawer .certificate-lines li");
  must((await desk.locator(".drawer .certificate-facts").innerText()).includes("*"), "the name is not masked at the desk");
  await bench.lookAtDesk(desk, "06-one");
  await desk.click(".drawer .button.stop");
  await desk.click("dialog[open] >> text=记录更正了");
  await desk.click("dialog[open] .dialog-buttons .stop");
  await desk.waitForSelector(".drawer .certificate-facts >> text=已作废");
  await bench.lookAtDesk(desk, "07-revoked");
  await desk.keyboard.press("Escape");
  await desk.waitForSelector(".look.none");
  await desk.fill(".find-certificate input", number.toLowerCase());
  await desk.keyboard.press("Enter");
  await desk.waitForSelector(".table tbody tr >> text=已作废");

  const visitor = await bench.phone("visitor");
  await visitor.goto(`${bench.url}/certificates/${number}`);
  await visitor.waitForSelector(".bad >> text=已作废");
  must(!(await visitor.locator("main").innerText()).includes("*"), "of a revoked one its holder is told");
  await bench.look(visitor, "08-revoked");
}

// The report of a county: figures as the server counts them, where something is missing, down to the villages, by units;
// the files are what a spreadsheet and a reader of PDF open.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { COUNTY } from "./bench.mjs";
import { go, lookWhole, must, sit } from "./desk.mjs";

const parent = `counties/${COUNTY}`;
const GET = "hours.v1.ReportService/GetReport";

export async function reports(bench) {
  const desk = await sit(bench, "naiman-admin");
  await desk.click("nav >> text=报表");
  await desk.waitForSelector(".report-lines");
  await asCounted(bench, desk);
  await gaps(bench, desk);
  await files(bench, desk);
  await desk.click(".tabs >> text=单位");
  await desk.waitForFunction(() => location.hash.includes("tier=UNITS") && document.querySelector(".report-lines th")?.textContent === "单位");
  await bench.lookAtDeskTwice(desk, "03-units");
  await years(bench, desk);
  await officers(bench);
  bench.verdict();
}

const month = () => {
  const [year, at] = new Date(Date.now() + 8 * 3_600_000).toISOString().split("-").map(Number);
  return { startTime: new Date(Date.UTC(year, at - 1, 1) - 8 * 3_600_000).toISOString(), endTime: new Date(Date.UTC(year, at, 1) - 8 * 3_600_000).toISOString() };
};

async function asCounted(bench, desk) {
  const report = await bench.call(GET, { parent, tier: "TOWNSHIPS", ...month() }, await bench.token("naiman-admin"));
  const cards = await desk.locator(".report-cards dd").allTextContents();
  must(cards[0].startsWith(String(report.total.placed ?? 0)), `the cards say ${cards}, the server ${JSON.stringify(report.total)}`);
  const rows = await desk.locator(".report-lines tbody tr").count();
  must(rows === report.lines.length + 1, `${rows} rows for ${report.lines.length} lines and their sum`);
  const duties = await desk.locator(".duties > li").count();
  must(duties === report.duties.length && duties === 12, `${duties} duties`);
  await bench.lookAtDeskTwice(desk, "01-county");
  await lookWhole(bench, desk, "01-whole", [[390, 844], [1366, 768]]);
}

async function gaps(bench, desk) {
  const posts = desk.locator(".duties > li", { hasText: "岗位配齐" });
  await posts.locator("button[aria-expanded]").click();
  await posts.locator(".gaps li").first().waitFor();
  await bench.lookAtDesk(desk, "02-gaps");
  const township = posts.locator(".gaps button").first();
  const name = (await township.textContent()).trim().split(" ")[0];
  await township.click();
  await desk.waitForFunction((wanted) => location.hash.includes("tier=VILLAGES") && document.querySelector(".head select")?.selectedOptions[0]?.textContent === wanted, name);
  await desk.waitForSelector(".report-lines");
  await bench.lookAtDesk(desk, "02-village");
  await kept(bench, desk, desk.locator(".report-files >> text=PDF"));
  await go(bench, desk, "reports", ".report-lines");
}

/** Kept beside the screenshots: a paper is judged by looking at it. */
async function kept(bench, desk, button) {
  const [download] = await Promise.all([desk.waitForEvent("download"), button.click()]);
  const name = download.suggestedFilename();
  const path = join(bench.shots, name);
  await download.saveAs(path);
  return { name, path };
}

async function files(bench, desk) {
  const book = await kept(bench, desk, desk.locator(".report-files >> text=表格"));
  must(book.name.endsWith(".xlsx") && book.name.includes("志愿服务情况统计表"), book.name);
  const sheets = execFileSync("/usr/bin/python3", ["-c", "import openpyxl,sys; print(openpyxl.load_workbook(open(sys.argv[1],'rb')).sheetnames)", book.path]).toString();
  must(sheets.includes("服务情况") && sheets.includes("任务清单"), sheets);
  const pdf = await kept(bench, desk, desk.locator(".report-files >> text=PDF"));
  must(execFileSync("pdftotext", [pdf.path, "-"]).toString().includes("任务清单"), pdf.name);
  await desk.locator(".report-files input[type=checkbox]").check();
  const csv = await kept(bench, desk, desk.locator(".report-files >> text=CSV"));
  must(readFileSync(csv.path, "utf8").includes("志愿者编号"), "the records are not there");
  await desk.locator(".report-files input[type=checkbox]").uncheck();
}

async function years(bench, desk) {
  await desk.click(".periods >> text=按年");
  await desk.waitForSelector("input[type=number]");
  await desk.click(".tabs >> text=全县");
  await desk.waitForFunction(() => location.hash.includes("tier=COUNTY"));
  await desk.waitForSelector(".report-lines");
  await bench.lookAtDesk(desk, "04-year");
}

/** A township's officer sees the own township. */
async function officers(bench) {
  const desk = await sit(bench, "naiman-officer");
  await go(bench, desk, "reports", ".report-lines");
  await bench.lookAtDesk(desk, "05-officer");
  must((await desk.locator(".report-lines tbody tr").count()) === 1, "more than the own township");
  must((await desk.locator(".tabs >> text=全县").count()) === 0, "the county is not theirs");
}

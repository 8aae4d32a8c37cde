// Files come in: what is bad in them is told before anything is written, a break in the middle costs nothing, and the same
// file again brings nothing twice. People, teams, units, and organisations whose parents stand in the same file.
import { readFile } from "node:fs/promises";
import { COUNTY } from "./bench.mjs";
import { go, must, sit } from "./desk.mjs";
import { workbook } from "./workbook.mjs";

const parent = `counties/${COUNTY}`;

export async function bringing(bench) {
  const desk = await sit(bench, "naiman-admin");
  const token = await bench.token("naiman-admin");
  await bringFile(bench, desk, token);
  await bringPeople(bench, desk, token);
  await bringWorkbook(bench, desk);
  await bringUnits(bench, desk);
  await bringOrgs(bench, desk, token);
  bench.verdict();
}

const menuOf = async (bench, token) => (await bench.call("orders.v1.MenuService/ListMenu", { parent, pageSize: 500, withRetired: true }, token)).menuItems;

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
  await bench.lookAtDeskTwice(desk, "01-import");
  await choose([good[0], "修伞,便民,维修,20,1", "读报,政策解读,政策宣讲,半小时,1"]);
  await desk.waitForSelector(".bad-cells tbody tr");
  const found = await told(desk);
  must(JSON.stringify(found) === JSON.stringify(["3 主题 便民", "4 多少分钟 半小时"]), `told: ${JSON.stringify(found)}`);
  must((await menuOf(bench, token)).length === before, "something was written before all was right");
  await bench.lookAtDeskTwice(desk, "02-bad-lines");
  await choose(good);
  await desk.waitForSelector(".bring >> text=写入这 3 行");
  await bench.lookAtDesk(desk, "03-preview");

  let sent = 0;
  const breaks = (route) => (++sent === 2 ? route.abort() : route.continue());
  await desk.route("**/CreateMenuItem", breaks);
  await desk.click(".bring >> text=写入这 3 行");
  await desk.waitForSelector(".writing >> text=接着写");
  await bench.lookAtDesk(desk, "04-broken-off");
  await desk.unroute("**/CreateMenuItem", breaks);
  await desk.click(".writing >> text=接着写");
  await desk.waitForSelector(".writing >> text=写完了");
  await bench.lookAtDeskTwice(desk, "05-all-in");
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

const write = async (desk, lines) => {
  await desk.click(`.bring >> text=写入这 ${lines} 行`);
  await desk.waitForSelector(".writing >> text=写完了");
};
const told = (desk) => desk.locator(".bad-cells tbody tr").evaluateAll((rows) => rows.map((row) => [...row.cells].slice(0, 3).map((cell) => cell.textContent).join(" ")));

/** Whoever goes on with a file, at whatever desk, brings in nobody twice: the county's key makes their ids. */
async function bringPeople(bench, desk, token) {
  await go(bench, desk, "import/volunteers", ".bring .table tbody tr");
  const lines = ["姓名,怎么称呼,手机号,出生日期,性别,住在哪里,同意留下服务记录", "包小花,小花,13800009999,1975/3/8,女,大沁他拉镇 柳树营子村,是", "包大山,大山,1380000,1975/3/8,男,大沁他拉镇 柳树营子村,否"];
  const good = file("志愿者.csv", gbk(lines.slice(0, 2).join("\n")));
  await desk.setInputFiles("input[type=file]", file("志愿者.csv", gbk(lines.join("\n"))));
  await desk.waitForSelector(".bad-cells tbody tr");
  await bench.lookAtDesk(desk, "06-people");
  await desk.setInputFiles("input[type=file]", good);
  await write(desk, 1);
  await desk.click(".writing >> text=去看看");
  await desk.waitForSelector(".table tbody >> text=小花");
  const other = await sit(bench, "naiman-admin2");
  await go(bench, other, "import/volunteers", ".bring .table tbody tr");
  await other.setInputFiles("input[type=file]", good);
  await write(other, 1);
  const { volunteers } = await bench.call("volunteers.v1.VolunteerService/FindVolunteer", { parent, phone: "13800009999" }, token);
  must(volunteers.length === 1, `${volunteers.length} people came out of one line`);
  await other.context().close();
}

/** From Excel itself, and so long that a careless reader would want a worker of its own. */
async function bringWorkbook(bench, desk) {
  await go(bench, desk, "import/teams", ".bring .table tbody tr");
  await bench.lookAtDesk(desk, "07-import-teams");
  await desk.setInputFiles("input[type=file]", file("队伍.xlsx", workbook([["名称", "种类", "在哪里", "做什么"], ["修伞队", "社会组织队", "大沁他拉镇", "维修、理发"]], 700_000)));
  await desk.click(".bring >> text=写入这 1 行");
  await desk.waitForSelector(".writing >> text=写完了");
  await desk.click(".writing >> text=去看看");
  await desk.waitForSelector(".table tbody >> text=修伞队");
}

async function bringUnits(bench, desk) {
  await go(bench, desk, "units");
  await desk.click(".head >> text=导入");
  await desk.waitForSelector(".bring .table tbody tr");
  await bench.lookAtDesk(desk, "08-import-units");
  const choose = (lines) => desk.setInputFiles("input[type=file]", file("单位.csv", gbk(["名称,种类,总人数", ...lines].join("\n"))));
  await choose(["旗供电公司,企业,六十", "旗供电公司,企业,60", "旗气象局,没有这种,12"]);
  await desk.waitForSelector(".bad-cells tbody tr");
  const found = await told(desk);
  must(JSON.stringify(found) === JSON.stringify(["2 总人数 六十", "3 名称 旗供电公司", "4 种类 没有这种"]), `told: ${JSON.stringify(found)}`);
  await choose(["旗供电公司,企业,60", "旗气象局,机关,12"]);
  await write(desk, 2);
  await desk.click(".writing >> text=去看看");
  await desk.waitForSelector(".table tbody >> text=旗气象局");
}

/** A village, its point and a household, from the household up; then once more. */
async function bringOrgs(bench, desk, token) {
  const orgs = async () => {
    const all = [];
    for (let pageToken = ""; ;) {
      const page = await bench.call("volunteers.v1.OrgService/ListOrgs", { parent, pageSize: 500, pageToken }, token);
      all.push(...(page.orgs ?? []));
      if (!(pageToken = page.nextPageToken)) return all;
    }
  };
  const before = (await orgs()).length;
  const head = ["名称", "上级", "区划代码", "坐标"];
  const choose = (...lines) => desk.setInputFiles("input[type=file]", file("组织.xlsx", workbook([head, ...lines])));
  const village = ["沙柳村新时代文明实践站", "大沁他拉镇", "150525100291", "42.85, 120.66"];
  const point = ["三组文明实践点", "150525100291", "", ""];
  const house = ["老李家文明实践户", "大沁他拉镇 沙柳村 三组", "", ""];
  await go(bench, desk, "orgs");
  await desk.click(".head >> text=导入");
  await desk.waitForSelector(".bring .table tbody tr");
  await bench.lookAtDeskTwice(desk, "09-import-orgs");
  await choose(house, ["四组文明实践点", "沙棘村", "", "村东头"], point, ["沙柳村", "大沁他拉镇", "150525999", ""]);
  await desk.waitForSelector(".bad-cells tbody tr");
  const found = await told(desk);
  must(JSON.stringify(found) === JSON.stringify(["2 上级 大沁他拉镇 沙柳村 三组", "3 上级 沙棘村", "3 坐标 村东头", "4 上级 150525100291", "5 区划代码 150525999"]), `told: ${JSON.stringify(found)}`);
  await bench.lookAtDesk(desk, "10-bad-orgs");
  must((await orgs()).length === before, "something was written before all was right");
  await choose(house, point, village);
  await desk.waitForSelector(".bring >> text=写入这 3 行");
  await bench.lookAtDesk(desk, "11-orgs-parents-first");
  await write(desk, 3);
  const all = await orgs();
  const above = (org) => all.find(({ name }) => name === org.parentOrg);
  const made = all.find(({ displayName }) => displayName === house[0]);
  must(all.length === before + 3 && above(made).displayName === point[0] && above(above(made)).code === village[2], "the three do not stand on one another");
  await desk.reload();
  await desk.waitForSelector(".bring .table tbody tr");
  await choose(house, point, village);
  await write(desk, 3);
  must((await orgs()).length === before + 3, "a line came in twice");
}

import { describe, expect, it } from "vitest";
import { hear, startOf } from "./one_line";
import { civil, fromCivil } from "./time";

const MENU = [
  { title: "上门理发", skill: "haircut" }, { title: "量血压", skill: "health_check" },
  { title: "换灯泡修电路", skill: "electrics" }, { title: "政策宣讲", skill: "policy_talk" },
  { title: "理论宣讲", skill: "theory_talk" },
];
// A Monday.
const NOW = fromCivil(2026, 11, 23, 10 * 60 + 30);
const two = (n: number) => String(n).padStart(2, "0");

/** As in clients/cli/one_line_test.cc, so that phone and terminal hear the same. */
function heard(line: string): string {
  const said = hear(line, MENU, NOW);
  const parts = [said.person];
  if (said.menu >= 0) parts.push(MENU[said.menu]!.title);
  if (said.when.day !== undefined || said.when.clock !== undefined) {
    const { year, month, day, minute } = civil(startOf(said.when, NOW));
    parts.push(`${year}-${two(month)}-${two(day)} ${two(Math.floor(minute / 60))}:${two(minute % 60)}`);
  }
  if (said.when.minutes) parts.push(`${said.when.minutes} min`);
  if (said.people) parts.push(`${said.people} people`);
  if (said.unknown.length) parts.push(`?${said.unknown.join(",")}`);
  return parts.join(" | ");
}

describe("one line", () => {
  it.each([
    ["王奶奶 周四 理发", "王奶奶 | 上门理发 | 2026-11-26 09:00"],
    ["王奶奶周四下午理发", "王奶奶 | 上门理发 | 2026-11-26 14:30"],
    ["给王奶奶，周四，剪头", "王奶奶 | 上门理发 | 2026-11-26 09:00"],
    ["李婶 明天 9:30 换灯泡", "李婶 | 换灯泡修电路 | 2026-11-24 09:30"],
    ["李婶 后天下午3点半 修电", "李婶 | 换灯泡修电路 | 2026-11-25 15:30"],
    ["张大爷 11月26日 9:00-11:00 量血压", "张大爷 | 量血压 | 2026-11-26 09:00 | 120 min"],
    ["张大爷 12 月 3 日 九点 血压 两人", "张大爷 | 量血压 | 2026-12-03 09:00 | 2 people"],
    ["张大爷 2026-12-03 十点半 血压 一个半小时", "张大爷 | 量血压 | 2026-12-03 10:30 | 90 min"],
    ["王奶奶 下周三 上午 理发 2 人 1小时", "王奶奶 | 上门理发 | 2026-12-02 09:00 | 60 min | 2 people"],
    ["王奶奶 今晚 理发", "王奶奶 | 上门理发 | 2026-11-23 19:00"],
    ["王奶奶 周日 理发", "王奶奶 | 上门理发 | 2026-11-29 09:00"],
    ["王奶奶 １１月２６日 １４：００ 理发", "王奶奶 | 上门理发 | 2026-11-26 14:00"],
    ["Wang Thu 2pm haircut", "Wang | 上门理发 | 2026-11-26 14:00"],
    ["Wang tomorrow 9:30am haircut 2 people", "Wang | 上门理发 | 2026-11-24 09:30 | 2 people"],
    ["王奶奶 周一 9:00 理发", "王奶奶 | 上门理发 | 2026-11-30 09:00"],
    ["王奶奶 周一 14:00 理发", "王奶奶 | 上门理发 | 2026-11-23 14:00"],
    ["王奶奶 周四 理发 哈哈", "王奶奶 | 上门理发 | 2026-11-26 09:00 | ?哈哈"],
    ["王奶奶 周四", "王奶奶 | 2026-11-26 09:00"],
    ["", ""],
    ["王奶奶 周四 宣讲", "王奶奶 | 2026-11-26 09:00 | ?宣讲"],
    ["王奶奶 2026-13-45 理发", "王奶奶 | 上门理发"],
  ])("hears %s", (line, expected) => expect(heard(line)).toBe(expected));

  it("takes nonsense without an error", () => {
    for (const line of ["99月99日", "2026-13-45", "99:99", "周九", "点半", "\uD800 周四", "<script>"]) hear(line, MENU, NOW);
  });
});

import { create } from "@bufbuild/protobuf";
import { beforeEach, describe, expect, it } from "vitest";
import { WhoAmIResponseSchema } from "@/gen/diandan/volunteers/v1/sign_in_service_pb";
import { OrgSchema } from "@/gen/diandan/volunteers/v1/org_service_pb";
import { OrgTier, Role } from "@/gen/diandan/volunteers/v1/types_pb";
import { language } from "@/shared/i18n";
import { session } from "@/shared/session";
import { OWN_SKILL, skillSent } from "../edit/choices";
import { settled } from "../edit/form";
import { itemForm } from "../edit/menu";
import { registerForm } from "../edit/volunteers";
import { orgChanged } from "../places";
import { check, type Rules } from "./check";
import { linesOf } from "./file";
import { orgImport } from "./orgs";
import { idsOf, OPEN_KEY } from "./write";

const RULES: Rules = { alike: ({ title }) => ({ title }), known: new Map(), idOf: (values) => idsOf("menu", values, OPEN_KEY).made };
const HEAD = "服务名称,主题,要会什么,多少分钟,要几个人,要保险\n";
const badIn = (text: string, rules = RULES) => check(itemForm(), linesOf(HEAD + text), rules).bad.map(({ line, column, value }) => `${line} ${column} ${value}`);

beforeEach(() => void (language.value = "zh"));

describe("lines of a menu", () => {
  it("reads what is fine, whatever the order of the columns", () => {
    const { good, bad } = check(itemForm(), linesOf("主题,服务名称,要会什么\n便民服务,磨剪刀,维修"), RULES);
    expect(bad).toEqual([]);
    expect(good[0]!.values).toMatchObject({ title: "磨剪刀", usualMinutes: 60, skill: "维修" });
  });

  it.each([
    ["a word for a number", "磨剪刀,便民服务,理发,一小时,2,否", ["2 多少分钟 一小时"]],
    ["too few minutes", "磨剪刀,便民服务,理发,5,2,否", ["2 多少分钟 5"]],
    ["a theme that there is none of", "磨剪刀,便民,理发,60,2,否", ["2 主题 便民"]],
    ["an answer that is neither yes nor no", "磨剪刀,便民服务,理发,60,2,也许", ["2 要保险 也许"]],
    ["two things in one line", ",便民服务,理发,5,2,否", ["2 服务名称 ", "2 多少分钟 5"]],
    ["the same twice", "磨剪刀,便民服务,理发,60,2,否\n磨剪刀,便民服务,理发,90,2,否", ["3 服务名称 磨剪刀"]],
    ["a skill that the county does not have", "磨剪刀,便民服务,磨刀的,60,2,否", ["2 要会什么 磨刀的"]],
  ])("tells %s", (_, text, bad) => expect(badIn(text)).toEqual(bad));

  it("tells which skills there are, and takes a new one without a code for it", async () => {
    const [wrong] = check(itemForm(), linesOf(`${HEAD}磨剪刀,便民服务,磨刀的,60,2,否`), RULES).bad;
    expect(wrong!.want).toMatch(/^只能是：理发/);
    const { good, bad } = check(itemForm(), linesOf(`${HEAD}磨剪刀,便民服务,都不合适，这项服务自成一项,60,2,否`), RULES);
    expect(bad).toEqual([]);
    expect(await settled(itemForm(), good[0]!.values as never)).toMatchObject({ ready: { skill: OWN_SKILL } });
    const id = "01890a5d-ac96-774b-bcce-b302099a8057";
    expect(skillSent(OWN_SKILL, id)).toBe("own_b302099a8057");
    expect(skillSent(OWN_SKILL, `counties/1/menu_items/${id}`)).toBe("own_b302099a8057");
    expect(skillSent("haircut", id)).toBe("haircut");
  });

  it("tells columns that nobody knows or that are missing", () => {
    expect(check(itemForm(), linesOf("服务名称,主题,颜色\n磨剪刀,便民服务,红"), RULES).bad.map(({ column }) => column)).toEqual(["颜色", "要会什么"]);
  });

  it("knows what the county has, but not as a stranger what came in from the same line before", () => {
    const line = "磨剪刀,便民服务,理发,60,2,否";
    const { good } = check(itemForm(), linesOf(HEAD + line), RULES);
    expect(badIn(line, { ...RULES, known: new Map([["磨剪刀", "another"]]) })).toHaveLength(1);
    expect(badIn(line, { ...RULES, known: new Map([["磨剪刀", idsOf("menu", good[0]!.values, OPEN_KEY).made]]) })).toEqual([]);
  });
});

describe("lines of people", () => {
  beforeEach(() => {
    session.who.value = create(WhoAmIResponseSchema, { countyId: 1, grants: [{ role: Role.COUNTY_ADMIN, countyId: 1, scope: { case: "orgPath", value: "a" } }] });
    for (const [path, name] of [["a", "甲县"], ["a.b", "乙镇"], ["a.b.c", "红柳村"], ["a.d", "丁镇"], ["a.d.e", "红柳村"], ["a.d.f", "白杨村"]] as const) {
      orgChanged(create(OrgSchema, { name: `counties/1/orgs/${path.split(".").pop()}`, path, displayName: name, tier: path.split(".").length as OrgTier }));
    }
  });
  const people = (text: string) => check(registerForm(), linesOf(`姓名,怎么称呼,手机号,身份证号,出生日期,性别,住在哪里,同意留下服务记录\n${text}`), { ...RULES, alike: () => ({}) });

  it.each([
    ["is fine", "王芳,王姐,13800000001,,1975/3/8,女,白杨村,是", []],
    ["names the township where two villages have one name", "王芳,王姐,13800000001,,1975-03-08,女,乙镇红柳村,是", []],
    ["leaves open which village", "王芳,王姐,13800000001,,1975-03-08,女,红柳村,是", ["住在哪里"]],
    ["has a phone that is none", "王芳,王姐,1380000,,1975-03-08,女,白杨村,是", ["手机号"]],
    ["has a day that is none", "王芳,王姐,13800000001,,1975-02-30,女,白杨村,是", ["出生日期"]],
    ["writes a good ID number instead of a birthday", "王芳,王姐,13800000001,11010519491231002X,,女,白杨村,是", []],
    ["has an ID number with a wrong last digit", "王芳,王姐,13800000001,110105194912310021,,女,白杨村,是", ["身份证号"]],
    ["has not agreed", "王芳,王姐,13800000001,,1975-03-08,女,白杨村,否", ["同意留下服务记录"]],
  ])("one who %s", (_, text, bad) => expect(people(text).bad.map(({ column }) => column)).toEqual(bad));
});

describe("lines of organisations", () => {
  beforeEach(() => {
    session.who.value = create(WhoAmIResponseSchema, { countyId: 1, grants: [{ role: Role.COUNTY_ADMIN, countyId: 1, scope: { case: "orgPath", value: "k" } }] });
    for (const [path, name, code] of [["k", "甲县", "150525"], ["k.l", "乙镇", "150525100"], ["k.l.m", "红柳村", "150525100201"], ["k.n", "丁镇", ""]] as const) {
      const [id, above] = path.split(".").reverse();
      orgChanged(create(OrgSchema, { name: `counties/1/orgs/${id}`, path, displayName: name, code, tier: path.split(".").length as OrgTier, parentOrg: above ? `counties/1/orgs/${above}` : "" }));
    }
  });
  async function read(text: string) {
    const { form, alike, known, idOf, arrange } = orgImport();
    const { good, bad } = check(form(), linesOf(`名称,上级,区划代码,坐标\n${text}`), { alike, arrange, known: await known(), idOf: (values) => idOf!(values) ?? idsOf("orgs", values, OPEN_KEY).made });
    return { good: good.map(({ cells }) => cells[0]), bad: bad.map(({ line, column }) => `${line} ${column}`) };
  }

  it.each([
    ["by its township and name", "三组,乙镇 红柳村,,"],
    ["with a stroke between", "三组,乙镇/红柳村,,"],
    ["by its code", "三组,150525100201,,"],
    ["by its name alone", "三组,红柳村,,"],
    ["at a place on the map", '三组,红柳村,,"42.846, 120.658"'],
  ])("find what stands above %s", async (_, text) => expect(await read(text)).toEqual({ good: ["三组"], bad: [] }));

  it("are taken parents first, whatever their order", async () => {
    expect(await read("老李家,戊镇 白杨村 一组,,\n一组,150525200201,,\n白杨村,戊镇,150525200201,\n戊镇,甲县,150525200,")).toEqual({ good: ["戊镇", "白杨村", "一组", "老李家"], bad: [] });
  });

  it.each([
    ["nothing of that name above", "三组,白杨村,,", ["2 上级"]],
    ["a ring", "一村,二村,,\n二村,一村,,", ["2 上级", "3 上级"]],
    ["two that may be meant", "红柳村,丁镇,,\n三组,红柳村,,", ["3 上级"]],
    ["a code as long as another tier's", "戊镇,甲县,150525200201,", ["2 区划代码"]],
    ["a code where none is", "三组,红柳村,150525100204,", ["2 区划代码"]],
    ["a code given already", "白杨村,乙镇,150525100201,", ["2 区划代码"]],
    ["a code twice", "白杨村,乙镇,150525100202,\n沙柳村,乙镇,150525100202,", ["3 区划代码"]],
    ["a name that is there", "红柳村新时代文明实践站,乙镇,,", ["2 名称"]],
    ["a name twice, above it written in two ways", "白杨村,戊镇,,\n白杨村,150525200,,\n戊镇,甲县,150525200,", ["3 名称"]],
    ["what is not on a map", "三组,红柳村,,村东头", ["2 坐标"]],
    ["no name", ",红柳村,,", ["2 名称"]],
    ["something under a household", "老李家,红柳村 三组,,\n三组,红柳村,,\n里屋,老李家,,", ["4 上级"]],
  ])("tell %s", async (_, text, bad) => expect((await read(text)).bad).toEqual(bad));

  it("know what came in from the same line before by its code", async () => {
    expect(await read("红柳村,乙镇,150525100201,")).toEqual({ good: ["红柳村"], bad: [] });
  });
});

import { beforeEach, describe, expect, it } from "vitest";
import { CreateMenuItemRequestSchema, MenuTheme } from "@/gen/diandan/orders/v1/menu_service_pb";
import { SetLoopPolicyRequestSchema } from "@/gen/diandan/orders/v1/loop_policy_service_pb";
import { language } from "@/shared/i18n";
import { isIdNumber, isMinor, isPhone } from "./identity";
import { keyAt, settled, wrongIn } from "./form";
import { limitsAt, limitWant } from "./limits";
import { itemForm } from "./menu";
import { newPassword } from "@/shared/password/draw";
import { pointOf } from "./points";

beforeEach(() => void (language.value = "zh"));

describe("limits of the contract", () => {
  const want = (path: string, value: unknown, schema = CreateMenuItemRequestSchema as Parameters<typeof limitsAt>[0]) => limitWant(limitsAt(schema, path)!, value);

  it.each([
    ["menu_item.title", "", "请写上"],
    ["menu_item.title", "   ", "请写上"],
    ["menu_item.title", "字".repeat(41), "写短一点，最多 40 个字"],
    ["menu_item.title", "𠮷".repeat(40), ""],
    ["menu_item.skill", "理发", "写法要合这个样子：[a-z][a-z0-9_]*"],
    ["menu_item.skill", "haircut", ""],
    ["menu_item.usual_minutes", 9, "不能小于 10"],
    ["menu_item.usual_minutes", 1441, "不能大于 1440"],
    ["menu_item.usual_minutes", 10.5, "要写整数，例如 60"],
    ["menu_item.theme", 0, "请写上"],
    ["menu_item.qualification", "", ""],
  ])("%s of %j", (path, value, told) => expect(want(path, value).replace(/\u00a0/g, " ")).toBe(told));

  it("lets a figure be 0 where the contract says so", () => {
    expect(want("settings.call_back_share", 0, SetLoopPolicyRequestSchema)).toBe("");
  });
});

describe("a form", () => {
  const filled = { ...itemForm().start, title: "磨剪刀", theme: MenuTheme.OWN_THEME, ownTheme: "助老", skill: "理发" };

  it("asks for what is shown, and only for that", () => {
    const keys = (values: typeof filled) => wrongIn(itemForm(), values).map(({ key }) => key);
    expect(keys({ ...filled, ownTheme: "" })).toEqual(["ownTheme"]);
    expect(keys({ ...filled, ownTheme: "", theme: MenuTheme.DAILY_SERVICE })).toEqual([]);
    expect(keys({ ...filled, title: "", usualPeople: 0 })).toEqual(["title", "usualPeople"]);
  });

  it("sends a pick as its code, and nothing that is not shown", async () => {
    const outcome = await settled(itemForm(), { ...filled, theme: MenuTheme.DAILY_SERVICE });
    expect(outcome).toMatchObject({ ready: { skill: "haircut", ownTheme: "" } });
  });

  it("finds its field by the server's path", () => {
    expect(keyAt(itemForm(), "menu_item.usual_minutes")).toBe("usualMinutes");
    expect(keyAt(itemForm(), "menu_item.name")).toBe("");
  });
});

describe("people", () => {
  it.each([["13800000001", true], ["+86 138-0000-0001", true], ["1380000", false], ["12800000001", false]])("phone %s", (text, is) => expect(isPhone(text)).toBe(is));
  it.each([["11010519491231002X", true], ["11010519491231002x", true], ["110105194912310021", false], ["110105194913310029", false], ["123", false]])("ID number %s", (text, is) => expect(isIdNumber(text)).toBe(is));
  it("comes of age on the birthday", () => {
    const birthday = Date.UTC(2026, 5, 1, 4);
    expect(isMinor("2008-06-02", birthday)).toBe(true);
    expect(isMinor("2008-06-01", birthday)).toBe(false);
  });
});

describe("small things", () => {
  it.each([["42.846, 120.658", 42846, 120658], ["42.846，120.658", 42846, 120658], ["-1 2", -1000, 2000]])("reads the point %s", (text, latMilli, lngMilli) => expect(pointOf(text)).toEqual({ latMilli, lngMilli }));
  it("draws passwords that can be read aloud, each another", () => {
    expect(newPassword()).toMatch(/^[a-hjkmnp-z2-9]{4}(-[a-hjkmnp-z2-9]{4}){2}$/);
    expect(newPassword()).not.toBe(newPassword());
  });
});

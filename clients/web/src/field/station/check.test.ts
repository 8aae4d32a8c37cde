import { create } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { MenuItemSchema } from "@/gen/diandan/orders/v1/menu_service_pb";
import { msOf, fromCivil } from "@/shared/time";
import { OrderDraftSchema } from "@/gen/diandan/orders/v1/order_pb";
import { draftAgain, draftFrom, lengthOf, missing, orderOf, startTime } from "./check";

const NOW = fromCivil(2026, 11, 24, 8 * 60 + 42);
const haircut = create(MenuItemSchema, { name: "counties/1/menu_items/a", title: "上门理发", skill: "haircut", usualMinutes: 60, usualPeople: 2 });

describe("an order being written", () => {
  it("is complete after one line, and marks the guessed time", () => {
    const draft = draftFrom("王奶奶 周四 理发", "", [haircut], NOW);
    expect(missing(draft, NOW)).toEqual([]);
    expect(draft.guessed.time).toBe(true);
    expect(startTime(draft)).toBe(fromCivil(2026, 11, 26, 9 * 60));
    expect(lengthOf(draft)).toBe(120);
    const order = orderOf(draft, "counties/1/orgs/b");
    expect(order).toMatchObject({ menuItem: haircut.name, clientAddress: "王奶奶", onBehalf: true, typedFields: 0 });
    expect(orderOf({ ...draft, typed: new Set(["person", "time"] as const) }, "counties/1/orgs/b").typedFields).toBe(2);
    expect(msOf(order.sessions[0]!.endTime)).toBe(fromCivil(2026, 11, 26, 11 * 60));
  });

  it("says what is missing, in the page's order", () => {
    expect(missing(draftFrom("", "", [haircut], NOW), NOW)).toEqual(["item", "person", "time"]);
    expect(missing(draftFrom("", haircut.name, [haircut], NOW), NOW)).toEqual(["person", "time"]);
    expect(missing(draftFrom("王奶奶 今天 8:00 理发", "", [haircut], NOW), NOW)).toEqual(["time"]);
  });

  it("comes back as it was sent", () => {
    const draft = { ...draftFrom("王奶奶 明天 9:30 理发 两人", "", [haircut], NOW), house: "3 组", reminders: ["耳背，请大声", "家里有狗"] };
    const sent = create(OrderDraftSchema, orderOf(draft, "counties/1/orgs/b"));
    const again = draftAgain(sent, [haircut], ["腿脚不便", "耳背，请大声"]);
    expect(again.reminders).toEqual(["耳背，请大声", "家里有狗"]);
    const back = create(OrderDraftSchema, orderOf(again, "counties/1/orgs/b"));
    const same = ({ sessions, ...facts }: typeof sent) => ({ ...facts, times: sessions.map((each) => [msOf(each.startTime), msOf(each.endTime)]) });
    expect(same(back)).toEqual(same(sent));
  });

  it("keeps a said clock and the menu's usual length", () => {
    const draft = draftFrom("王奶奶 明天 9:30 理发", "", [haircut], NOW);
    expect(draft.guessed.time).toBe(false);
    expect([startTime(draft), lengthOf(draft)]).toEqual([fromCivil(2026, 11, 25, 570), 60]);
  });
});

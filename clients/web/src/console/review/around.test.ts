import { create } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { describe, expect, it } from "vitest";
import { EntrySchema, type Entry } from "@/gen/diandan/hours/v1/entry_pb";
import { OrderPartsSchema } from "@/gen/diandan/hours/v1/entry_service_pb";
import { EntryState } from "@/gen/diandan/hours/v1/events_pb";
import { partsOf, servicesOf } from "./around";

/** Figures hold on to their unit by a space that does not break. */
const plain = (text: string): string => text.replace(/\u00a0/g, " ");
const NINE = Date.UTC(2026, 10, 26, 1);
const served = (order: string, state: EntryState, name = "e"): Entry =>
  create(EntrySchema, { name: `counties/1/entries/${name}`, order, orderNumber: order.toUpperCase(), state, startTime: timestampFromMs(NINE) });

describe("what a team did lately", () => {
  it("stands together by order, with what came of it", () => {
    const found = servicesOf([
      served("b", EntryState.POSTED, "1"), served("a", EntryState.VOIDED, "2"), served("b", EntryState.POSTED, "3"), served("b", EntryState.SECOND, "4"),
    ]);
    expect(found.map(({ number, outcome, to }) => [number, plain(outcome), to])).toEqual([
      ["B", "3 人：已记入 2，等第二人核对 1", "/review/1"],
      ["A", "1 人：没有记入 1", "/review/2"],
    ]);
    expect(plain(found[0]!.day)).toContain("11 月 26 日");
  });
  it("of nothing is nothing", () => expect(servicesOf([])).toEqual([]));
});

describe("who had a part in the order", () => {
  const say = (parts: Parameters<typeof create<typeof OrderPartsSchema>>[1]) =>
    Object.fromEntries(partsOf(create(OrderPartsSchema, parts)).map(({ what, who }) => [what, plain(who)]));
  it("is said of each, once", () => {
    const said = say({ placer: "accounts/aaaaaa000001", codeViewers: ["accounts/bbbbbb000002"], recorders: ["accounts/cccccc000003", "accounts/cccccc000003", "service:orders"], reports: 1 });
    expect(Object.values(said)).toHaveLength(5);
    expect(said["点单"]).toContain("000001");
    expect(said["看过结单码"]).toContain("000002");
    expect(said["记来去"]!.match(/000003/g)).toHaveLength(1);
    expect(said["见证"]).toBe("没有，用结单码或住户的页面结的");
    expect(said["送到"]).toBe("一次报全");
  });
  it("says where there was nobody, and that it was told again", () => {
    const said = say({ witness: "accounts/dddddd000004", reports: 3 });
    expect(said["看过结单码"]).toBe("没有人");
    expect(said["见证"]).toContain("000004");
    expect(said["送到"]).toBe("报了 3 次，有的后来才送到");
  });
});

// The address of a sorted table opens it again as it was, and asks the server for orders that the contract knows.
import { getOption, type DescMessage } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { limits } from "@/gen/diandan/options/v1/options_pb";
import { ListOrdersRequestSchema } from "@/gen/diandan/orders/v1/order_service_pb";
import { ListTeamsRequestSchema } from "@/gen/diandan/volunteers/v1/team_service_pb";
import { ListVolunteersRequestSchema } from "@/gen/diandan/volunteers/v1/volunteer_service_pb";
import type { AnyTable } from "./definitions";
import { orderTable } from "./orders";
import { teamTable, volunteerTable } from "./people";
import { pressed, sortingOf } from "./sort";

const columns = [{ order: "number" }, {}, { order: "placed_time" }];
const usual = "placed_time desc";

describe("the address of a sorted table", () => {
  it.each([
    ["", "as the server gives them", { at: 2, descending: true, orderBy: "" }],
    ["placed_time desc", "the same, said", { at: 2, descending: true, orderBy: "" }],
    ["placed_time", "by the server", { at: 2, descending: false, orderBy: "placed_time" }],
    ["number desc", "by the server, down", { at: 0, descending: true, orderBy: "number desc" }],
    ["2", "by a column that the server does not know", { at: 1, descending: false, orderBy: "" }],
    ["-2", "the same, down", { at: 1, descending: true, orderBy: "" }],
    ["1", "an old address of a column that the server knows by now", { at: 0, descending: false, orderBy: "number" }],
    ["-3", "the same, down", { at: 2, descending: true, orderBy: "" }],
    ["legal_name", "nothing that is sorted by", { at: 2, descending: true, orderBy: "" }],
    ["9", "no such column", { at: 2, descending: true, orderBy: "" }],
    [" desc", "no name", { at: 2, descending: true, orderBy: "" }],
  ])("%j: %s", (sort, _words, sorting) => {
    expect(sortingOf(sort, columns, usual)).toEqual(sorting);
  });

  it("says what every press made of it", () => {
    const presses = (at: number, from = ""): string[] => {
      const seen = [from];
      for (let i = 0; i < 3; i++) seen.push(pressed(seen[i]!, columns, at, usual));
      return seen.slice(1);
    };
    expect(presses(0)).toEqual(["number", "number desc", ""]);
    expect(presses(1)).toEqual(["2", "-2", ""]);
    expect(presses(2)).toEqual(["placed_time", "", "placed_time"]);
    expect(presses(2, "number desc")).toEqual(["placed_time", "", "placed_time"]);
    expect(presses(1, "number")).toEqual(["2", "-2", ""]);
  });

  it("opens again what a press has made", () => {
    for (const at of [0, 1, 2]) {
      let sort = "";
      for (let i = 0; i < 4; i++) {
        sort = pressed(sort, columns, at, usual);
        const { at: found, descending } = sortingOf(sort, columns, usual);
        if (sort) expect([found, pressed(sort, columns, at, usual)]).toEqual([at, pressed(sort, columns, found, usual)]);
        expect(descending).toBe(sort === "" || sort.startsWith("-") || sort.endsWith(" desc"));
      }
    }
  });

  it("of a table that the server does not sort counts the columns, as ever", () => {
    expect(sortingOf("", [{}, {}])).toEqual({ at: -1, descending: false, orderBy: "" });
    expect(sortingOf("-2", [{}, {}])).toEqual({ at: 1, descending: true, orderBy: "" });
    expect(pressed("-2", [{}, {}], 1)).toBe("");
  });
});

describe("what the tables ask the server for", () => {
  it.each<[string, () => AnyTable, DescMessage]>([
    ["orders", orderTable, ListOrdersRequestSchema], ["teams", teamTable, ListTeamsRequestSchema], ["volunteers", volunteerTable, ListVolunteersRequestSchema],
  ])("is known to the contract: %s", (_name, table, schema) => {
    const known = getOption(schema.fields.find(({ name }) => name === "order_by")!, limits).orderBy;
    const { columns: shown, usual: asked } = table();
    const orders = shown.flatMap(({ order }) => order ?? []);
    expect(orders.length).toBeGreaterThan(2);
    expect(new Set(orders).size).toBe(orders.length);
    for (const order of orders) expect(known).toContain(order);
    expect(orders).toContain(asked!.replace(" desc", ""));
  });
});

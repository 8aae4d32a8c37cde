import { beforeEach, describe, expect, it, vi } from "vitest";
import { create } from "@bufbuild/protobuf";
import { Code, ConnectError } from "@connectrpc/connect";
import { WhoAmIResponseSchema } from "@/gen/diandan/volunteers/v1/sign_in_service_pb";
import { CreateMenuItemRequestSchema } from "@/gen/diandan/orders/v1/menu_service_pb";
import { session } from "@/shared/session";
import type { AnyForm } from "../edit/form";
import { idsOf, OPEN_KEY, useWriting } from "./write";

const KEY = "0f6c2a44-3f0e-5d0a-9a55-1f0e5f6c9b11";
const person = { legalName: "王芳", phone: "13800000001", idNumber: "11010519491231002X" };

beforeEach(() => void (session.who.value = create(WhoAmIResponseSchema, { countyId: 1 })));

describe("the ids of a line", () => {
  it("are the same for the same line, county and key: a file goes on where it broke off", () => {
    expect(idsOf("volunteers", { ...person }, KEY)).toEqual(idsOf("volunteers", person, KEY));
  });

  it.each([
    ["another line", () => idsOf("volunteers", { ...person, phone: "13800000002" }, KEY)],
    ["another kind", () => idsOf("teams", person, KEY)],
    ["another key", () => idsOf("volunteers", person, "0f6c2a44-3f0e-5d0a-9a55-1f0e5f6c9b12")],
    ["what anybody can compute", () => idsOf("volunteers", person, OPEN_KEY)],
    ["another county", () => { session.who.value = create(WhoAmIResponseSchema, { countyId: 2 }); return idsOf("volunteers", person, KEY); }],
  ])("are others for %s", (_, others) => {
    const mine = idsOf("volunteers", person, KEY);
    const theirs = others();
    expect(new Set([mine.request, mine.made, theirs.request, theirs.made]).size).toBe(4);
  });
});

describe("lines going in", () => {
  it("stop when nobody answers, and go on with the same ids", async () => {
    const send = vi.fn().mockResolvedValueOnce({}).mockRejectedValueOnce(new ConnectError("", Code.Unavailable)).mockResolvedValue({});
    const form: AnyForm = { title: "", verb: "", say: "", schema: CreateMenuItemRequestSchema, start: { title: "" }, fields: [{ key: "title", path: "title", kind: "text", label: "" }], send };
    const lines = ["磨剪刀", "修伞"].map((title, at) => ({ number: at + 2, cells: [title], values: { title } }));
    const writing = useWriting(form, lines, (values) => idsOf("menu", values, KEY));
    await writing.go();
    expect([writing.done.value, writing.waiting.value]).toEqual([1, 1]);
    await writing.go();
    expect([writing.done.value, writing.waiting.value]).toEqual([2, 0]);
    const [first, broken, again] = send.mock.calls.map(([, ids]) => ids);
    expect(again).toEqual(broken);
    expect(first).not.toEqual(broken);
  });
});

import { create } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { InsuredListSchema, InsuredPersonSchema } from "@/gen/diandan/orders/v1/insured_list_service_pb";
import { sortedOf } from "./insured";

const person = (volunteer: string, sessionId: string, covered: boolean, late = false) => create(InsuredPersonSchema, { volunteer, sessionId, covered, late });
const of = (...people: ReturnType<typeof person>[]) => sortedOf(create(InsuredListSchema, { people }));

describe("who is insured", () => {
  it("nobody on an empty list", () => expect(of()).toEqual({ covered: [], bare: [], late: [] }));
  it("each once, in the order of the list", () => expect(of(person("b", "1", true), person("a", "1", true))).toEqual({ covered: ["b", "a"], bare: [], late: [] }));
  it("whoever is covered in one session and not in another is not covered", () =>
    expect(of(person("a", "1", true), person("a", "2", false))).toEqual({ covered: [], bare: ["a"], late: [] }));
  it("whoever was named late is told, covered or not", () =>
    expect(of(person("a", "1", true, true), person("b", "1", false, true), person("c", "1", true))).toEqual({ covered: ["a", "c"], bare: ["b"], late: ["a", "b"] }));
});

import { create } from "@bufbuild/protobuf";
import { beforeEach, describe, expect, it } from "vitest";
import { CampaignSchema, HonourKind, HonourSubject, ShownAs } from "@/gen/diandan/hours/v1/honour_pb";
import { language } from "@/shared/i18n";
import { isShown, wrongIn } from "../edit/form";
import { nominationForm } from "./forms";

beforeEach(() => void (language.value = "zh"));

const category = (name: string, kind: HonourKind, subject: HonourSubject) => ({ name, kind, subject, title: "" });
const campaign = create(CampaignSchema, {
  name: "campaigns/1", title: "2026 年评选",
  categories: [category("good", HonourKind.GOOD_NEIGHBOUR, HonourSubject.HONOURED_PERSON), category("finest", HonourKind.FINEST_VOLUNTEER, HonourSubject.HONOURED_PERSON), category("team", HonourKind.FINEST_TEAM, HonourSubject.HONOURED_TEAM)],
});

describe("somebody without an account", () => {
  const form = nominationForm([campaign]);
  const shown = (change: object) => form.fields.filter((field) => isShown(field, { ...form.start, ...change })).map(({ key }) => key);
  const paper = { category: "good", whom: "resident" as const, legalName: "乌云花", witness: "包银山", signedOn: "2026-11-20", place: "p", deeds: "三年里每天给邻居老人送饭。" };
  const wrong = (change: object) => wrongIn(form, { ...form.start, ...paper, ...change }).map(({ key }) => key);

  it("may be a good neighbour, and then signs a paper instead of having an account", () => {
    expect(shown({ category: "good" })).toContain("whom");
    expect(shown({ category: "good" })).toContain("volunteer");
    expect(shown(paper)).toEqual(["category", "whom", "legalName", "called", "shownAs", "deedsToo", "witness", "signedOn", "place", "deeds"]);
  });
  it("is no volunteer and no team", () => {
    expect(shown({ category: "finest", whom: "resident" })).toEqual(["category", "volunteer", "place", "deeds"]);
    expect(shown({ category: "team", whom: "resident" })).toEqual(["category", "team", "place", "deeds"]);
  });
  it("needs name, witness and day, and a name to be called by where that is shown", () => {
    expect(wrong({ legalName: "", witness: "", signedOn: "" })).toEqual(expect.arrayContaining(["legalName", "witness", "signedOn"]));
    expect(wrong({ shownAs: ShownAs.CHOSEN_NAME })).toContain("called");
    expect(wrong({ shownAs: ShownAs.CHOSEN_NAME, called: "乌奶奶" })).not.toContain("called");
  });
});

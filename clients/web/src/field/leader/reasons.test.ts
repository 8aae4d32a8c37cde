import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { RecommendationSchema, type RankedTeamSchema } from "@/gen/diandan/matching/v1/resources_pb";
import { Nearness, TermKind } from "@/gen/diandan/matching/v1/types_pb";
import { reasonsFor } from "./reasons";

const ours = "counties/1/teams/ours";
const told = (mine: MessageInitShape<typeof RankedTeamSchema>, plan = "") =>
  reasonsFor(ours, create(RecommendationSchema, { plan, ranked: [{ team: "counties/1/teams/other", teamName: "别的队", terms: [{ kind: TermKind.SKILL_EXPERIENCE, numbers: [99] }] }, { team: ours, rank: 1, ...mine }] })).map((line) => line.replace(/\u00a0/g, " "));
const distance = { kind: TermKind.DISTANCE, numbers: [23], points: 46 };
const village = { kind: TermKind.PLACE, nearness: Nearness.SAME_VILLAGE, points: -50 };
const skill = { kind: TermKind.SKILL_EXPERIENCE, numbers: [5], points: -40 };

describe("why a team is asked", () => {
  it("says what decided first, and nothing of others", () => {
    const lines = told({ terms: [distance, skill, village], reasons: [TermKind.PLACE] });
    expect(lines).toEqual(["是本村的队", "离这一单 2.3 公里", "这类事做过 5 次"]);
  });
  it.each([
    ["no ratings", { kind: TermKind.RATING, numbers: [0, 0, 80], points: 40 }],
    ["no good ratings", { kind: TermKind.RATING, numbers: [0, 3, 50], points: 100 }],
    ["a full week", { kind: TermKind.LOAD, numbers: [4, 4], points: 200 }],
    ["a language that nobody speaks", { kind: TermKind.LANGUAGE, numbers: [0], sentence: "队里没人会蒙古语（计分 80）" }],
    ["no woman", { kind: TermKind.GENDER, numbers: [0], points: 80 }],
    ["a distance that was not measured", { kind: TermKind.DISTANCE, numbers: [80], nearness: Nearness.SAME_TOWNSHIP }],
  ])("is silent about %s", (_, term) => expect(told({ terms: [term], reasons: [term.kind] })).toEqual([]));
  it("says once that a team of the village is next door", () => {
    const near = { ...distance, numbers: [3] };
    expect(told({ terms: [near, skill, village] })).toEqual(["是本村的队，就在旁边", "这类事做过 5 次"]);
    expect(told({ terms: [near, skill, village], reasons: [TermKind.PLACE] })).toEqual(["是本村的队，就在旁边", "这类事做过 5 次"]);
    expect(told({ terms: [near, { ...village, nearness: Nearness.SAME_TOWNSHIP }] })).toEqual(["就在队里旁边", "是本镇的队"]);
    expect(told({ rank: 2, terms: [near, village], reasons: [TermKind.PLACE] })).toEqual(["就在队里旁边"]);
  });
  it("says first that it is the team's turn, and nothing of another's turn", () => {
    const asked = (team: string) => reasonsFor(ours, create(RecommendationSchema, { ranked: [{ team: ours, rank: 4, terms: [skill] }], floor: { team, days: 34 } })).map((line) => line.replace(/\u00a0/g, " "));
    expect(asked(ours)).toEqual(["34 天没问过您这支队，轮到了。", "这类事做过 5 次"]);
    expect(asked("counties/1/teams/other")).toEqual(["这类事做过 5 次"]);
  });
  it("says that it is an emergency", () => {
    expect(reasonsFor(ours, create(RecommendationSchema, { emergency: "counties/1/emergencies/e", ranked: [{ team: ours, rank: 9, terms: [] }] }))).toEqual(["应急：合适的队一起问。"]);
  });
  it("shows no points", () => {
    expect(told({ terms: [{ kind: TermKind.LANGUAGE, numbers: [1], sentence: "队里有人会蒙古语（计分 -0）" }] })).toEqual(["队里有人会蒙古语"]);
  });
  it("does not say where a team falls behind the first; in a plan the reasons are always for it", () => {
    const third = { rank: 3, terms: [distance, skill], reasons: [TermKind.DISTANCE] };
    expect(told(third)).toEqual(["这类事做过 5 次"]);
    expect(told(third, "counties/1/plans/p")).toEqual(["离这一单 2.3 公里", "这类事做过 5 次"]);
  });
  it("has nothing to say of a team that was not ranked", () => {
    expect(reasonsFor("counties/1/teams/third", create(RecommendationSchema, {}))).toEqual([]);
  });
});

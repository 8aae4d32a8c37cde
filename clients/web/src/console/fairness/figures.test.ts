import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { FairnessSchema, ServedFiguresSchema } from "@/gen/diandan/matching/v1/fairness_service_pb";
import { language } from "@/shared/i18n";
import { inOrder, larger, rateOf, sayLanguage, sayLead, waited } from "./figures";

const line = (init: MessageInitShape<typeof ServedFiguresSchema>) => create(ServedFiguresSchema, init);
const plain = (text: string) => text.replace(/\u00a0/g, " ");
language.value = "zh";

describe("a rate", () => {
  it("is a whole per cent", () => expect([614, 995, 0].map((servedPerMille) => rateOf(line({ servedPerMille })))).toEqual([61, 100, 0]));
  it("is none where nothing came to an end", () => expect(rateOf(line({ letThrough: 3, waiting: 3 }))).toBeUndefined());
});

describe("a wait", () => {
  it("is told from enough cases on", () => expect([waited({ count: 5, medianMinutes: 20, ninthTenthMinutes: 300 } as never, "half"), waited({ count: 5, medianMinutes: 20, ninthTenthMinutes: 300 } as never, "ninth")].map(plain)).toEqual(["20 分", "5 小时"]));
  it("of few cases says so", () => expect(plain(waited({ count: 4 } as never, "half"))).toBe("4 件，太少"));
  it("is a dash where no team took any", () => expect([waited(undefined, "half"), waited({ count: 0 } as never, "half")]).toEqual(["–", "–"]));
});

describe("the first sentence", () => {
  const say = (county: MessageInitShape<typeof ServedFiguresSchema>) => plain(sayLead(create(FairnessSchema, { days: 90, county })));
  it("says rate and waits", () => expect(say({ letThrough: 1312, served: 1000, unserved: 150, servedPerMille: 870, waited: { count: 900, medianMinutes: 120, ninthTenthMinutes: 1440 } }))
    .toBe("近 90 天放行 1,312 单。有结果的 1,150 单里办成了 87%；半数在 2 小时内有队接，九成在 24 小时内。"));
  it("leaves out waits of few", () => expect(say({ letThrough: 4, served: 3, unserved: 1, servedPerMille: 750 })).toBe("近 90 天放行 4 单。有结果的 4 单里办成了 75%。"));
  it("says when nothing has a result", () => expect(say({ letThrough: 4 })).toBe("近 90 天放行 4 单，还没有一单有结果。"));
  it("says when there is nothing", () => expect(say({})).toBe("近 90 天没有放行过单子。"));
});

describe("rows", () => {
  it("stand in the order of the places, the county's own last", () =>
    expect(inOrder(["c.t2", "", "c.t1"].map((townshipPath) => line({ townshipPath })), ["c.t1", "c.t2"]).map(({ townshipPath }) => townshipPath)).toEqual(["c.t1", "c.t2", ""]));
  it("of languages say whether it was a must", () =>
    expect([{}, { language: "mn", languageName: "蒙古语", languageRequired: true }, { language: "mn", languageName: "蒙古语" }].map((init) => sayLanguage(line(init)))).toEqual(["没要求", "蒙古语，要会", "蒙古语，最好会"]));
  it("with larger waves are found", () => expect(larger(create(FairnessSchema, { townships: [{ townshipPath: "a" }, { townshipPath: "b", extraTeams: 2 }] })).map(({ townshipPath }) => townshipPath)).toEqual(["b"]));
});

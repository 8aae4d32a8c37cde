import { describe, expect, it } from "vitest";
import { NoticeKind } from "@/gen/diandan/orders/v1/notice_service_pb";
import { word } from "@/shared/i18n";
import { enums as en } from "@/shared/i18n/en/enums";
import { enums as zh } from "@/shared/i18n/zh/enums";
import { placeOf } from "./notice_place";

const ID = "0190a1b2-0000-7000-8000-000000000001";
const of = (collection: string) => `counties/150525/${collection}/${ID}`;
const notice = (kind: NoticeKind, thing = "", order = "", team = "") => ({ kind, thing, order, team });
const nobody = { team: "", stationPath: "" };

describe("where a notice leads", () => {
  it.each([
    ["a decided entry to its explanation", NoticeKind.ENTRY_ADJUSTED, "entries", `/volunteer/hours?entry=${ID}`],
    ["a correction to the entry's explanation", NoticeKind.CORRECTION_DECIDED, "entries", `/volunteer/hours?entry=${ID}`],
    ["a nomination to where it is answered", NoticeKind.NOMINATION_RECEIVED, "nominations", "/volunteer/honours"],
    ["an award to where it is shown or taken back", NoticeKind.HONOUR_GIVEN, "nominations", "/volunteer/honours"],
    ["a star to the hours it comes from", NoticeKind.STAR_REACHED, "volunteers", "/volunteer/hours"],
    ["what was redeemed to its code", NoticeKind.POINTS_REDEEMED, "redemptions", "/volunteer/points"],
    ["points that run out to what they may be used for", NoticeKind.POINTS_RUN_OUT, "volunteers", "/volunteer/points"],
    ["a revoked certificate to the certificates", NoticeKind.CERTIFICATE_VOIDED, "certificates", "/volunteer/hours#certificates"],
  ])("%s", (_, kind, collection, place) => {
    // It is about an order too; whoever also leads a team still reads it as a volunteer.
    expect(placeOf(notice(kind, of(collection), of("orders")), { team: of("teams"), stationPath: "a.b" })).toBe(place);
  });
  it("an order to the page that the person has of it", () => {
    const asked = notice(NoticeKind.NEW_OFFER, "", of("orders"), of("teams"));
    expect(placeOf(asked, { team: of("teams"), stationPath: "" })).toBe(`/leader/order/${ID}`);
    expect(placeOf(asked, { team: "", stationPath: "a.b" })).toBe(`/station/order/${ID}`);
    expect(placeOf(asked, nobody)).toBe("/volunteer");
    expect(placeOf(notice(NoticeKind.UNSENT_LONG), nobody)).toBe("/outbox");
  });
});

describe("what a notice is called", () => {
  const kinds = Object.values(NoticeKind).filter((kind): kind is string => typeof kind === "string").slice(1);
  it.each([["zh", zh], ["en", en]] as const)("every kind has a word of its own in %s", (_, words) => {
    const said = kinds.map((kind) => (words.notice as Record<string, string>)[kind]);
    expect(said.every(Boolean)).toBe(true);
    expect(new Set(said).size).toBe(kinds.length);
  });
  it("is said by the page's own look-up", () => expect(word("notice", "ENTRY_ADJUSTED")).toBe(zh.notice.ENTRY_ADJUSTED));
});

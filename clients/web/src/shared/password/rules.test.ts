import { describe, expect, it } from "vitest";
import { newPassword } from "./draw";
import { wantOf } from "./rules";

describe("a new password", () => {
  it.each([
    ["too short", "kettle", "want.short"],
    ["nine characters, also when they take more bytes", "沙漠里的小白杨长高", "want.short"],
    ["ten Chinese characters", "沙漠里的小白杨长很高", ""],
    ["the present one", "a kettle on the stove", "want.same"],
    ["one character all along", "aaaaaaaaaaaa", "want.one"],
    ["holding the sign-in name, whatever its case", "HSZ-Yang-2026", "want.name"],
    ["a few words", "kettle poplar bicycle", ""],
    ["one that was drawn", newPassword(), ""],
  ])("%s", (_, next, want) => expect(wantOf(next, "a kettle on the stove", "hsz-yang")).toBe(want));
});

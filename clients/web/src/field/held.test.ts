import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { effectScope } from "vue";
import { HELD_MS, useHeld } from "./held";

describe("what is held for a moment", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function page() {
    const scope = effectScope();
    const sent: string[] = [];
    const { held, hold, takeBack } = scope.run(useHeld)!;
    return { held, sent, takeBack, do: (what: string) => hold(what, () => sent.push(what)), leave: () => scope.stop() };
  }

  it("leaves once the moment is over, and once only", () => {
    const { held, sent, ...at } = page();
    at.do("leave the team");
    vi.advanceTimersByTime(HELD_MS - 1);
    expect([held.value, ...sent]).toEqual(["leave the team"]);
    vi.advanceTimersByTime(1);
    expect([held.value, ...sent]).toEqual(["", "leave the team"]);
    at.leave();
    vi.advanceTimersByTime(HELD_MS);
    expect(sent).toHaveLength(1);
  });
  it("never leaves when it was taken back", () => {
    const { held, sent, ...at } = page();
    at.do("leave the team");
    at.takeBack();
    at.leave();
    vi.advanceTimersByTime(2 * HELD_MS);
    expect([held.value, ...sent]).toEqual([""]);
  });
  it("leaves at once when something else is done, which is then what is held", () => {
    const { held, sent, ...at } = page();
    at.do("leave the team");
    at.do("leave another");
    expect([held.value, ...sent]).toEqual(["leave another", "leave the team"]);
    at.takeBack();
    vi.advanceTimersByTime(HELD_MS);
    expect(sent).toEqual(["leave the team"]);
  });
  it("leaves at once when one goes to another page", () => {
    const { sent, ...at } = page();
    at.do("leave the team");
    at.leave();
    expect(sent).toEqual(["leave the team"]);
  });
});

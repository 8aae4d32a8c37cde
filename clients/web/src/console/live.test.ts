import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { calmly, waitBefore } from "./live";

describe("calmly", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("reads at once, and of many changes meanwhile once more", async () => {
    const read = vi.fn(() => Promise.resolve());
    const changed = calmly(read, 100);
    changed();
    expect(read).toHaveBeenCalledTimes(1);
    changed();
    changed();
    await vi.advanceTimersByTimeAsync(99);
    expect(read).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(read).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(1000);
    expect(read).toHaveBeenCalledTimes(2);
  });

  it("goes on after a reading that failed", async () => {
    const read = vi.fn(() => Promise.reject(new Error("no answer")));
    const changed = calmly(read, 100);
    changed();
    await vi.advanceTimersByTimeAsync(100);
    changed();
    expect(read).toHaveBeenCalledTimes(2);
  });
});

describe("waitBefore", () => {
  it("grows to a minute, spread over half of it", () => {
    const longest = (tries: number) => Math.max(...Array.from({ length: 200 }, () => waitBefore(tries)));
    expect(longest(0)).toBeLessThanOrEqual(1_000);
    expect(longest(3)).toBeGreaterThan(4_000);
    expect(longest(20)).toBeLessThanOrEqual(60_000);
    expect(waitBefore(20)).toBeGreaterThanOrEqual(30_000);
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { calmly, hearOn, waitBefore } from "./live";

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

describe("hearing on", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function watched() {
    const looking = new AbortController();
    const listeners = new Set<unknown>();
    const { addEventListener, removeEventListener } = looking.signal;
    looking.signal.addEventListener = (type: string, act: never) => (listeners.add(act), addEventListener.call(looking.signal, type, act));
    looking.signal.removeEventListener = (type: string, act: never) => (listeners.delete(act), removeEventListener.call(looking.signal, type, act));
    return { looking, listeners };
  }

  it("opens another stream after one that ended, and reads what went unheard; it keeps nothing of those before", async () => {
    const { looking, listeners } = watched();
    const changed = vi.fn();
    let streams = 0;
    const over = hearOn(looking.signal, () => (streams++, Promise.reject(new Error("the server went away"))), changed);
    while (streams < 100) await vi.advanceTimersToNextTimerAsync();
    expect(changed).toHaveBeenCalledTimes(100);
    expect(listeners.size).toBe(1); // of the present pause
    looking.abort();
    await over;
    expect(listeners.size).toBe(0);
    expect(streams).toBe(100);
  });

  it("ends the stream when nobody looks any more", async () => {
    const { looking, listeners } = watched();
    let stream: AbortSignal | undefined;
    const over = hearOn(looking.signal, ({ signal }) => ((stream = signal), new Promise((done) => signal.addEventListener("abort", () => done()))), vi.fn());
    looking.abort();
    await over;
    expect([stream!.aborted, listeners.size]).toEqual([true, 0]);
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

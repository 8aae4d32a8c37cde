import { ConnectError, Code } from "@connectrpc/connect";
import { describe, expect, it, vi } from "vitest";
import { useMaking } from "./making";

vi.mock("vue", async (real) => ({ ...(await real<typeof import("vue")>()), onUnmounted: () => {} }));

interface Step { done: number; made?: string }
/** Two steps, then what `end` does. */
function making(end: (signal: AbortSignal) => Promise<Step>) {
  const ids: string[] = [];
  async function* open(_: object, id: string, { signal }: { signal?: AbortSignal }): AsyncIterable<Step> {
    ids.push(id);
    yield { done: 1 };
    yield { done: 2 };
    yield await end(signal!);
  }
  return { ids, ...useMaking(open, ({ made }: Step) => made) };
}

describe("something made by a stream", () => {
  it("is what the last message holds", async () => {
    const it = making(async () => ({ done: 3, made: "it" }));
    expect(await it.make({})).toBe("it");
    expect([it.busy.value, it.step.value?.done, it.problem.value]).toEqual([false, 3, undefined]);
  });
  it("ends when it is stopped, without a problem; the next try is a new request", async () => {
    const it = making((signal) => new Promise((_, fail) => signal.addEventListener("abort", () => fail(new ConnectError("gone", Code.Canceled)))));
    const wanted = {};
    const first = it.make(wanted);
    await vi.waitUntil(() => it.step.value?.done === 2);
    it.stop();
    expect(await first).toBeUndefined();
    expect([it.stopped.value, it.problem.value]).toEqual([true, undefined]);
    const second = it.make(wanted);
    await vi.waitUntil(() => it.ids.length === 2 && it.step.value?.done === 2);
    it.stop();
    await second;
    expect(it.ids[0]).not.toBe(it.ids[1]);
  });
  it("is the same request again when no answer came", async () => {
    const it = making(() => Promise.reject(new ConnectError("lost", Code.Unavailable)));
    const wanted = {};
    await it.make(wanted);
    expect(it.problem.value).toBeDefined();
    await it.make(wanted);
    expect(it.ids[0]).toBe(it.ids[1]);
  });
});

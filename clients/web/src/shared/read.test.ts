import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { effectScope } from "vue";
import { Code, ConnectError } from "@connectrpc/connect";
import { useRead } from "./read";

/** A browser that says when there is signal again. */
const browser = new EventTarget();

describe("what could not be read without signal", () => {
  beforeEach(() => {
    vi.stubGlobal("addEventListener", browser.addEventListener.bind(browser));
    vi.stubGlobal("removeEventListener", browser.removeEventListener.bind(browser));
  });
  afterEach(() => void vi.unstubAllGlobals());

  function page(load: () => Promise<string>) {
    const scope = effectScope();
    return { read: scope.run(() => useRead("thing", load))!, leave: () => scope.stop() };
  }
  const signal = () => void browser.dispatchEvent(new Event("online"));
  const broken = () => Promise.reject(new ConnectError("", Code.Unavailable));

  it("is asked again by itself when it is back, and only then", async () => {
    const load = vi.fn<() => Promise<string>>().mockImplementationOnce(broken).mockResolvedValue("there");
    const { read } = page(load);
    await vi.waitFor(() => expect(read.problem.value).toBeDefined());
    signal();
    await vi.waitFor(() => expect(read.data.value).toBe("there"));
    signal();
    expect(load).toHaveBeenCalledTimes(2);
  });

  it("is nobody's any more once the page is left", async () => {
    const load = vi.fn<() => Promise<string>>().mockImplementation(broken);
    const { read, leave } = page(load);
    await vi.waitFor(() => expect(read.problem.value).toBeDefined());
    leave();
    signal();
    expect(load).toHaveBeenCalledTimes(1);
  });
});

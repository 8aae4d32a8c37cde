import { Code, ConnectError } from "@connectrpc/connect";
import { beforeEach, describe, expect, it } from "vitest";
import { phone } from "@/shared/phone";
import { nameOf, newId } from "@/shared/ids";
import { outbox, reload, save, saveJson, sendAll, sendChanged, throwAway, tryAgain } from "./outbox";
import type { OutboxItem } from "./item";

const ACCOUNT = "counties/150525/accounts/a";
const down = () => new ConnectError("no answer", Code.Unavailable);
const refusal = () => new ConnectError("wrong state", Code.FailedPrecondition);

const cancel = (order: string, account = ACCOUNT) =>
  save("CancelOrder", { requestId: newId(), name: order, reason: 1 }, { subject: order, title: "王奶奶", account });
const anOrder = () => nameOf(150525, "orders", newId());

/** A server that applies each request_id once, and may lose an answer or be away. */
function server() {
  const applied: string[] = [];
  const told: string[] = [];
  let trouble: (() => Error | undefined) | undefined;
  return {
    applied,
    told,
    fail: (next?: () => Error | undefined) => (trouble = next),
    send: async (item: OutboxItem) => {
      const id = item.request.requestId as string;
      told.push(id);
      const before = trouble?.();
      if (before && !before.message.includes("lost answer")) throw before;
      if (!applied.includes(id)) applied.push(id);
      if (before) throw before;
      return {};
    },
  };
}

describe("outbox", () => {
  beforeEach(async () => {
    await (await phone()).clear("outbox");
    await reload();
  });

  it("keeps 50 actions and sends them in order, each applied once, though answers are lost", async () => {
    const saved: string[] = [];
    for (let i = 0; i < 50; i++) saved.push((await cancel(anOrder())).request.requestId as string);
    expect(outbox.items.value).toHaveLength(50);
    const centre = server();
    let call = 0;
    centre.fail(() => (++call % 7 === 0 ? new ConnectError("lost answer", Code.Unavailable) : undefined));
    for (let round = 0; round < 20 && outbox.items.value.length; round++) await sendAll(ACCOUNT, centre.send);
    expect(centre.applied).toEqual(saved);
    expect(outbox.items.value).toEqual([]);
  });

  it("sends a picture when there is nothing else to send", async () => {
    const picture = newId();
    const about = { subject: "an order's photos", title: "", account: ACCOUNT };
    await saveJson("AddPhoto", { requestId: picture, image: "/9j/" }, about);
    const step = (await cancel(anOrder())).request.requestId as string;
    const centre = server();
    await sendAll(ACCOUNT, centre.send);
    expect(centre.applied).toEqual([step, picture]);
  });

  it("waits, and loses nothing, while nobody answers", async () => {
    await cancel(anOrder());
    const centre = server();
    centre.fail(down);
    await sendAll(ACCOUNT, centre.send);
    expect(outbox.reached.value).toBe(false);
    expect(outbox.waiting.value[0]).toMatchObject({ tries: 1, problem: { reason: "UNREACHABLE", retry: true } });
    centre.fail();
    await sendAll(ACCOUNT, centre.send);
    expect(outbox.items.value).toEqual([]);
    expect(outbox.reached.value).toBe(true);
  });

  it("shows a refusal, holds what follows about the same thing, and lets other things pass", async () => {
    const [bad, good] = [anOrder(), anOrder()];
    const refused = await cancel(bad);
    await cancel(bad);
    const passing = await cancel(good);
    const centre = server();
    centre.fail(() => (centre.told.length === 1 ? refusal() : undefined));
    await sendAll(ACCOUNT, centre.send);
    expect(centre.applied).toEqual([passing.request.requestId]);
    expect(outbox.refused.value.map((item) => item.seq)).toEqual([refused.seq]);
    expect(outbox.waiting.value).toHaveLength(1);

    await tryAgain(refused.seq!);
    expect(outbox.refused.value).toEqual([]);
    await sendAll(ACCOUNT, centre.send);
    expect(centre.applied).toHaveLength(3);
  });

  it("sends what was mended in its old place and as another request", async () => {
    const order = anOrder();
    const refused = await cancel(order);
    await cancel(order);
    const centre = server();
    centre.fail(() => (centre.told.length === 1 ? refusal() : undefined));
    await sendAll(ACCOUNT, centre.send);
    await sendChanged(refused.seq!, "CancelOrder", { reason: 2 });
    const [mended, after] = outbox.items.value;
    expect(mended).toMatchObject({ seq: refused.seq, state: "waiting", problem: undefined });
    expect(mended!.request).toMatchObject({ name: order, reason: "CLIENT_UNAVAILABLE" });
    expect(mended!.request.requestId).not.toBe(refused.request.requestId);
    await sendAll(ACCOUNT, centre.send);
    expect(centre.applied).toEqual([mended!.request.requestId, after!.request.requestId]);
  });

  it("is emptied by the person only by pressing", async () => {
    const item = await cancel(anOrder());
    const centre = server();
    centre.fail(refusal);
    for (let i = 0; i < 3; i++) await sendAll(ACCOUNT, centre.send);
    expect(centre.told).toHaveLength(1);
    expect(outbox.refused.value).toHaveLength(1);
    await throwAway(item.seq!);
    expect(outbox.items.value).toEqual([]);
  });

  it("never sends one person's things in another's name", async () => {
    await cancel(anOrder(), "counties/150525/accounts/b");
    const centre = server();
    await sendAll(ACCOUNT, centre.send);
    expect(centre.told).toEqual([]);
    expect(outbox.items.value).toHaveLength(1);
  });

  it("waits for a sign-in instead of calling it a refusal", async () => {
    await cancel(anOrder());
    const centre = server();
    centre.fail(() => new ConnectError("who", Code.Unauthenticated));
    await sendAll(ACCOUNT, centre.send);
    expect(outbox.waiting.value[0]!.problem!.reason).toBe("NOT_SIGNED_IN");
  });
});

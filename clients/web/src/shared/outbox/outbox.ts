// Everything a person does is saved here first and sent in the order it was done. An item leaves when the server has
// taken it, or when the person throws it away; nothing else removes one. Every request carries its request_id, so
// that sending again after a lost answer changes nothing twice.
import { create, type JsonObject, type MessageInitShape } from "@bufbuild/protobuf";
import { computed, ref } from "vue";
import { needsSignIn, problemOf } from "@/shared/api/problem";
import { newId } from "@/shared/ids";
import { phone } from "@/shared/phone";
import { asJson, isLarge, requestOf, schemaOf, sendCall, type CallName, type RequestOf } from "./calls";
import type { OutboxItem } from "./item";

export type Sender = (item: OutboxItem) => Promise<unknown>;

type About = Pick<OutboxItem, "subject" | "title" | "account">;

export class PhoneFull extends Error {}

const items = ref<OutboxItem[]>([]);
const sending = ref(false);
/** False after a call that nobody answered, until one is answered. */
const reached = ref(true);
/** When the last item was taken. */
const lastSent = ref(0);
/** Answers to items sent while this page is open, by subject. */
const listeners = new Set<(item: OutboxItem, answer: unknown) => void>();

export const outbox = {
  items,
  sending,
  reached,
  lastSent,
  waiting: computed(() => items.value.filter((item) => item.state === "waiting")),
  refused: computed(() => items.value.filter((item) => item.state === "refused")),
  oldest: computed(() => items.value.reduce((at, item) => Math.min(at, item.savedAt), Infinity)),
  of: (subject: string) => items.value.filter((item) => item.subject === subject),
  onSent(listener: (item: OutboxItem, answer: unknown) => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

/** Shows what is stored. The list in memory is only a picture of it: another tab may have sent or added some. */
export async function reload(): Promise<void> {
  items.value = await (await phone()).getAll("outbox");
}

/** Saves one thing; resolves once it is on the phone's disk. PhoneFull when there is no room: nothing was saved. */
export async function save<N extends CallName>(
  call: N,
  request: MessageInitShape<ReturnType<typeof schemaOf<N>>>,
  about: About,
): Promise<OutboxItem> {
  return saveJson(call, asJson(call, create(schemaOf(call) as never, request as never) as RequestOf<N>), about);
}

/** The same for a call of any name, its request in proto JSON. */
export async function saveJson(call: string, request: JsonObject, about: About): Promise<OutboxItem> {
  const item: OutboxItem = { call, request, ...about, savedAt: Date.now(), tries: 0, state: "waiting" };
  try {
    const db = await phone();
    // `strict`: done means on the disk, not in the browser's memory.
    const change = db.transaction("outbox", "readwrite", { durability: "strict" });
    item.seq = await change.store.add(item);
    await change.done;
  } catch (error) {
    if ((error as Error).name === "QuotaExceededError") throw new PhoneFull();
    throw error;
  }
  await reload();
  return item;
}

/** Sends what waits for this account, in order, until all is sent or nobody answers. Safe to call at any time. */
export async function sendAll(account: string, send: Sender = (item) => sendCall(item.call, item.request)): Promise<void> {
  // One tab at a time; without Web Locks (very old browsers) request_ids alone keep two tabs from doubling.
  if (!globalThis.navigator?.locks) return drain(account, send);
  await navigator.locks.request("diandan-outbox", { ifAvailable: true }, async (lock) => {
    if (lock) await drain(account, send);
    else await reload();
  });
}

async function drain(account: string, send: Sender): Promise<void> {
  if (sending.value) return;
  sending.value = true;
  try {
    for (let item = await next(account); item; item = await next(account)) {
      if (!(await sendOne(item, send))) break;
    }
  } finally {
    sending.value = false;
    await reload();
  }
}

/** The first one that waits and whose subject has nothing refused before it; a picture only when there is nothing else. */
async function next(account: string): Promise<OutboxItem | undefined> {
  await reload();
  const held = new Set(outbox.refused.value.map((item) => item.subject));
  const ready = outbox.waiting.value.filter((item) => item.account === account && !held.has(item.subject));
  return ready.find((item) => !isLarge(item.call)) ?? ready[0];
}

/** False when the rest has to wait. */
async function sendOne(item: OutboxItem, send: Sender): Promise<boolean> {
  const db = await phone();
  try {
    const answer = await send(JSON.parse(JSON.stringify(item)) as OutboxItem);
    reached.value = true;
    lastSent.value = Date.now();
    await db.delete("outbox", item.seq!);
    for (const listener of listeners) listener(item, answer);
    return true;
  } catch (error) {
    const problem = problemOf(error);
    reached.value = problem.reason !== "UNREACHABLE";
    const later = problem.retry || needsSignIn(problem);
    const kept = JSON.parse(JSON.stringify({ ...item, tries: item.tries + 1, problem })) as OutboxItem;
    await db.put("outbox", { ...kept, state: later ? "waiting" : "refused" });
    return !later;
  }
}

/** The person says: send it once more, as it is. */
export async function tryAgain(seq: number): Promise<void> {
  const db = await phone();
  const item = await db.get("outbox", seq);
  if (item) await db.put("outbox", { ...item, state: "waiting", problem: undefined });
  await reload();
}

/**
 * The person says: send it with these facts changed. It keeps its place, so that what was done after it goes out after
 * it; and it gets a new request_id, for it is another request.
 */
export async function sendChanged<N extends CallName>(seq: number, call: N, facts: Partial<RequestOf<N>>, title?: string): Promise<void> {
  const db = await phone();
  const item = await db.get("outbox", seq);
  if (item?.call === call) {
    const { $typeName, ...before } = requestOf(call, item.request);
    const request = create(schemaOf(call) as never, { ...before, ...facts, requestId: newId() } as never) as RequestOf<N>;
    await db.put("outbox", { ...item, request: asJson(call, request), title: title ?? item.title, state: "waiting", problem: undefined });
  }
  await reload();
}

/** The person says: not any more. */
export async function throwAway(seq: number): Promise<void> {
  await (await phone()).delete("outbox", seq);
  await reload();
}

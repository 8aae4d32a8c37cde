// Kept up to date by the server: a stream says when something changed, and the page reads again. Where there is no
// stream, every few seconds.
import { onUnmounted, ref, watch, type Ref } from "vue";
import type { CallOptions } from "@connectrpc/connect";
import type { Position } from "@/gen/diandan/events/v1/events_pb";
import { whileLooking } from "./list";

/** Heartbeats come every 20 s; a stream that is silent for longer is none. */
const SILENCE_MS = 60_000;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;
/** However busy a place is, its page is not read more often. */
const GAP_MS = 2_000;

/** Until the answer is called: a board watched for days has thousands of streams, one after the other. */
function whenAborted(signal: AbortSignal, act: () => void): () => void {
  signal.addEventListener("abort", act);
  return () => signal.removeEventListener("abort", act);
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  let forget: (() => void) | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  await new Promise<void>((done) => {
    timer = setTimeout(done, ms);
    forget = whenAborted(signal, done);
  });
  clearTimeout(timer);
  forget?.();
}

/** Longer each time, and never all desks at the same moment. */
export const waitBefore = (tries: number): number => Math.min(FIRST_WAIT_MS * 2 ** tries, LONGEST_WAIT_MS) * (0.5 + Math.random() / 2);

/** Calls `read` soon, and once more when it was asked for meanwhile; at most every GAP_MS. */
export function calmly(read: () => Promise<unknown>, gapMs = GAP_MS): () => void {
  let busy = false;
  let again = false;
  async function run(): Promise<void> {
    busy = true;
    do {
      again = false;
      await Promise.all([read().catch(() => {}), new Promise((done) => setTimeout(done, gapMs))]);
    } while (again);
    busy = false;
  }
  return () => {
    again = true;
    if (!busy) void run();
  };
}

/** Hears one stream after the other until `looking` ends. After each, something may have changed unheard. */
export async function hearOn(looking: AbortSignal, hear: (stream: AbortController) => Promise<void>, changed: () => void): Promise<void> {
  for (let tries = 0; !looking.aborted; tries++) {
    const stream = new AbortController();
    const forget = whenAborted(looking, () => stream.abort());
    const began = Date.now();
    await hear(stream).catch(() => {});
    forget();
    if (looking.aborted) return;
    if (Date.now() - began > SILENCE_MS) tries = 0;
    changed(); // and with that call the session is renewed, when that is what was missing
    await pause(waitBefore(tries), looking);
  }
}

/**
 * Watches what `scope` names with `open`, while the page is looked at, and has `read` read it again after each change.
 * Says whether the stream is there; the first message of one also says what changed before it came.
 */
export function useLive(scope: () => string, open: (scope: string, options: CallOptions) => AsyncIterable<Position>, read: () => Promise<unknown>): Ref<boolean> {
  const live = ref(false);
  const changed = calmly(read);
  let listening: AbortController | undefined;

  async function hear(controller: AbortController): Promise<void> {
    let silence: ReturnType<typeof setTimeout> | undefined;
    let seen: bigint | undefined;
    try {
      for await (const { seq } of open(scope(), { signal: controller.signal, timeoutMs: 0 })) {
        clearTimeout(silence);
        silence = setTimeout(() => controller.abort(), SILENCE_MS);
        live.value = true;
        if (seq !== seen) changed();
        seen = seq;
      }
    } finally {
      clearTimeout(silence);
      live.value = false;
    }
  }

  function look(): void {
    listening?.abort();
    if (document.visibilityState !== "visible") return;
    listening = new AbortController();
    void hearOn(listening.signal, hear, changed);
  }

  look();
  watch(scope, look);
  document.addEventListener("visibilitychange", look);
  onUnmounted(() => {
    document.removeEventListener("visibilitychange", look);
    listening?.abort();
  });
  whileLooking(() => {
    if (!live.value) changed();
  });
  return live;
}

// Something made by a stream that tells how far it has come and ends with what was made: a plan, a simulation. Leaving the
// page, or 停下, ends it; nothing is kept then.
import { onUnmounted, ref, shallowRef } from "vue";
import type { CallOptions } from "@connectrpc/connect";
import { needsSignIn, problemOf, type Problem } from "@/shared/api/problem";
import { newId } from "@/shared/ids";
import { session } from "@/shared/session";

export function useMaking<Wanted extends object, Step, Made>(
  open: (wanted: Wanted, requestId: string, options: CallOptions) => AsyncIterable<Step>, madeOf: (step: Step) => Made | undefined) {
  const busy = ref(false);
  const stopped = ref(false);
  const step = shallowRef<Step>();
  const problem = shallowRef<Problem>();
  let stream: AbortController | undefined;
  let last: { wanted?: Wanted; id: string } = { id: "" };

  /** What was made, or nothing when it was stopped or refused. `wanted` sent again after no answer is the same request. */
  async function make(wanted: Wanted): Promise<Made | undefined> {
    if (busy.value) return undefined;
    if (last.wanted !== wanted) last = { wanted, id: newId() };
    const mine = (stream = new AbortController());
    busy.value = true;
    stopped.value = false;
    step.value = problem.value = undefined;
    try {
      // The server sets the limit of time.
      for await (const said of open(wanted, last.id, { signal: mine.signal, timeoutMs: 0 })) {
        step.value = said;
        const made = madeOf(said);
        if (made) return made;
      }
      return undefined;
    } catch (error) {
      last = mine.signal.aborted ? { id: "" } : last;
      stopped.value = mine.signal.aborted;
      problem.value = mine.signal.aborted ? undefined : problemOf(error);
      if (problem.value && !problem.value.retry) last = { id: "" };
      if (problem.value && needsSignIn(problem.value)) session.expired.value = true;
      return undefined;
    } finally {
      busy.value = false;
    }
  }

  const stop = (): void => stream?.abort();
  onUnmounted(stop);
  return { busy, stopped, step, problem, make, stop };
}

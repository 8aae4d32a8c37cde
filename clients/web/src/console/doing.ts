// A step taken at the desk: sent at once, repeated with the same request_id when pressed again after a failure.
import { ref, shallowRef } from "vue";
import { needsSignIn, problemOf, type Problem } from "@/shared/api/problem";
import { newId } from "@/shared/ids";
import { session } from "@/shared/session";

/** Said once, aloud for those who listen: what was just done. */
export const said = ref("");

export function useDoing() {
  const busy = ref("");
  const problem = shallowRef<Problem>();
  let last = { what: "", id: "" };

  /** `what` names the step and its content; the same step pressed again is the same request. True when it was taken. */
  async function act(what: string, send: (requestId: string) => Promise<unknown>, say = ""): Promise<boolean> {
    if (busy.value) return false;
    busy.value = what;
    problem.value = undefined;
    if (last.what !== what) last = { what, id: newId() };
    try {
      await send(last.id);
      last = { what: "", id: "" };
      said.value = say;
      return true;
    } catch (error) {
      problem.value = problemOf(error);
      // A refusal is an answer; the next try is a new request.
      if (!problem.value.retry) last = { what: "", id: "" };
      if (needsSignIn(problem.value)) session.expired.value = true;
      return false;
    } finally {
      busy.value = "";
    }
  }
  return { busy, problem, act };
}

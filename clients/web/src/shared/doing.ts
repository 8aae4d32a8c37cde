// A step taken now and here: sent at once, repeated with the same request_id when pressed again after a lost answer.
import { ref, shallowRef, type Ref } from "vue";
import { needsSignIn, problemOf, type Problem } from "./api/problem";
import { newId } from "./ids";
import { session } from "./session";

/** `said`: where is told, aloud for those who listen, what was just done. */
export function useDoing(said: Ref<string>) {
  const busy = ref("");
  const problem = shallowRef<Problem>();
  let last = { what: "", id: "" };

  /** `what` names the step and its content; the same step pressed again is the same request. True when it was taken. */
  async function act<Answer>(what: string, send: (requestId: string) => Promise<Answer>, say: string | ((answer: Answer) => string) = ""): Promise<boolean> {
    if (busy.value) return false;
    busy.value = what;
    problem.value = undefined;
    if (last.what !== what) last = { what, id: newId() };
    try {
      const answer = await send(last.id);
      last = { what: "", id: "" };
      said.value = typeof say === "string" ? say : say(answer);
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

// "Verify" is taken back for eight seconds before it is sent: whoever leans on a key can still say no.
import { onUnmounted, ref, shallowRef } from "vue";
import { DecisionReason, Verdict, type Entry } from "@/gen/diandan/hours/v1/entry_pb";
import { session } from "@/shared/session";
import { entries } from "../api";
import { useDoing } from "../doing";
import { t } from "../words";

export const HELD_SECONDS = 8;

export function useDecisions(done: () => void) {
  const held = shallowRef<Entry[]>([]);
  const left = ref(0);
  const { busy, problem, act } = useDoing();
  let timer: ReturnType<typeof setInterval> | undefined;

  async function send(about: Entry[], verdict: Verdict, reason = DecisionReason.DECISION_REASON_UNSPECIFIED, minutes = 0): Promise<void> {
    const decisions = about.map(({ name, revision }) => ({ entry: name, verdict, reason, minutes, revision }));
    const what = `decide ${Verdict[verdict]} ${reason} ${minutes} ${about.map(({ name }) => name).join(" ")}`;
    const taken = await act(what, (requestId) => entries.decideEntries({ parent: session.parent.value, requestId, decisions }), t("review.decided", { n: about.length }));
    // Refused: nothing was decided, and the rows are there again.
    held.value = [];
    if (taken || problem.value?.reason === "ENTRY_WRONG_STATE") done();
  }

  function stop(): void {
    clearInterval(timer);
    timer = undefined;
    left.value = 0;
  }
  async function sendHeld(): Promise<void> {
    if (!timer) return;
    stop();
    await send(held.value, Verdict.VERIFY);
  }
  /** What was held before goes out at once: one undo, for the last step. */
  async function verify(about: Entry[]): Promise<void> {
    if (!about.length || busy.value) return;
    await sendHeld();
    held.value = about;
    left.value = HELD_SECONDS;
    timer = setInterval(() => {
      left.value--;
      if (left.value <= 0) void sendHeld();
    }, 1_000);
  }
  function undo(): void {
    stop();
    held.value = [];
  }
  onUnmounted(() => void sendHeld());
  return { held, left, busy, problem, send, verify, sendHeld, undo, act };
}

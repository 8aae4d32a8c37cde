// What a slip of the thumb must not do: it leaves the phone only after a moment, in which it can be taken back.
import { onScopeDispose, ref } from "vue";

export const HELD_MS = 8000;

/** Only the last thing can be taken back: whoever goes on to another, or to another page, meant it. */
export function useHeld() {
  /** What is held, by a name of the page's own; "" when nothing is. */
  const held = ref("");
  let send: (() => void) | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function drop(): void {
    clearTimeout(timer);
    send = undefined;
    held.value = "";
  }
  function settle(): void {
    const meant = send;
    drop();
    meant?.();
  }
  function hold(what: string, then: () => void): void {
    settle();
    held.value = what;
    send = then;
    timer = setTimeout(settle, HELD_MS);
  }
  onScopeDispose(settle);
  return { held, hold, takeBack: drop };
}

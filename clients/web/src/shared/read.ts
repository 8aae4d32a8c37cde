// Reads for screens: first what the phone kept, with its age; then, with signal, what the server says now.
import { getCurrentScope, onScopeDispose, shallowRef, ref, type Ref, type ShallowRef } from "vue";
import { needsSignIn, problemOf, type Problem } from "./api/problem";
import { keep, readKept } from "./phone";
import { session } from "./session";

export interface Read<T> {
  data: ShallowRef<T | undefined>;
  /** When `data` was read from the server. */
  at: Ref<number>;
  loading: Ref<boolean>;
  problem: ShallowRef<Problem | undefined>;
  refresh: () => Promise<void>;
}

/**
 * `key` names the thing on the phone. Answers of another account never get in: signing out empties what is kept, and an
 * answer that comes after its person has left is dropped.
 */
export function useRead<T>(key: string, load: () => Promise<T>): Read<T> {
  const data = shallowRef<T>();
  const at = ref(0);
  const loading = ref(true);
  const problem = shallowRef<Problem>();

  async function refresh(): Promise<void> {
    loading.value = true;
    const account = session.account.value;
    const stranger = () => session.account.value !== account;
    try {
      const fresh = await load();
      if (stranger()) return;
      data.value = fresh;
      at.value = Date.now();
      problem.value = undefined;
      await keep(key, fresh);
    } catch (error) {
      if (stranger()) return;
      problem.value = problemOf(error);
      if (needsSignIn(problem.value)) session.expired.value = true;
    } finally {
      loading.value = false;
    }
  }

  void readKept(key).catch(() => undefined).then((kept) => {
    if (kept && data.value === undefined) {
      data.value = kept.value as T;
      at.value = kept.at;
    }
  });
  void refresh();
  // What failed without signal is asked again by itself when there is signal.
  const again = (): void => void (problem.value && refresh());
  globalThis.addEventListener?.("online", again);
  if (getCurrentScope()) onScopeDispose(() => globalThis.removeEventListener?.("online", again));
  return { data, at, loading, problem, refresh };
}

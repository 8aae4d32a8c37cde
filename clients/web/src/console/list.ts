// Lists at the desk: pages by keyset, read again while somebody looks, never an old answer over a newer question.
import { computed, onUnmounted, ref, shallowRef, watch } from "vue";
import { needsSignIn, problemOf, type Problem } from "@/shared/api/problem";
import { session } from "@/shared/session";

export interface Page<T> {
  rows: T[];
  /** "" on the last page. */
  next: string;
}

/** Rows of `load`; starts anew whenever `question` (the filters, as text) changes. */
export function useList<T>(question: () => string, load: (pageToken: string) => Promise<Page<T>>) {
  const rows = shallowRef<T[]>([]);
  const next = ref("");
  const at = ref(0);
  const loading = ref(true);
  const problem = shallowRef<Problem>();
  let pages = 1;
  let asked = 0;

  async function read(count: number): Promise<void> {
    const mine = ++asked;
    loading.value = true;
    try {
      const found: T[] = [];
      let token = "";
      for (let page = 0; page < count && (page === 0 || token); page++) {
        const answer = await load(token);
        if (mine !== asked) return;
        found.push(...answer.rows);
        token = answer.next;
      }
      rows.value = found;
      next.value = token;
      at.value = Date.now();
      problem.value = undefined;
      pages = count;
    } catch (error) {
      if (mine !== asked) return;
      problem.value = problemOf(error);
      if (needsSignIn(problem.value)) session.expired.value = true;
    } finally {
      if (mine === asked) loading.value = false;
    }
  }

  watch(question, () => {
    rows.value = [];
    at.value = 0;
    void read(1);
  }, { immediate: true });

  return {
    rows, next, at, loading, problem,
    /** Nothing was read yet for this question. */
    fresh: computed(() => at.value === 0),
    refresh: () => read(pages),
    more: () => read(pages + 1),
  };
}

/** Something read once, and again on `refresh`; anew whenever `question` changes. "" asks nothing. */
export function useOne<T>(question: () => string, load: (question: string) => Promise<T>) {
  const list = useList<T>(question, async () => ({ rows: question() ? [await load(question())] : [], next: "" }));
  return { ...list, data: computed(() => list.rows.value[0]) };
}

/** Every page of a list, at most `most` rows; says whether that was all. */
export async function allOf<T>(load: (pageToken: string) => Promise<Page<T>>, most = 5_000): Promise<{ rows: T[]; whole: boolean }> {
  const rows: T[] = [];
  let token = "";
  do {
    const page = await load(token);
    rows.push(...page.rows);
    token = page.next;
  } while (token && rows.length < most);
  return { rows, whole: token === "" };
}

/** Runs every few seconds while the page is looked at, and at once when it is looked at again. */
export function whileLooking(run: () => void, everyMs = 5_000): void {
  const tick = () => {
    if (document.visibilityState === "visible") run();
  };
  const timer = setInterval(tick, everyMs);
  document.addEventListener("visibilitychange", tick);
  onUnmounted(() => {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", tick);
  });
}

// What waits for somebody at this desk, as badges in the rail. Each page says its own when it has looked.
import { ref } from "vue";

export const waiting = ref<{ board?: string; review?: string; cases?: string }>({});

/** "17", or "50+" when the list goes on. */
export function say(page: keyof typeof waiting.value, count: number, more = false): void {
  waiting.value = { ...waiting.value, [page]: count ? `${count}${more ? "+" : ""}` : "" };
}

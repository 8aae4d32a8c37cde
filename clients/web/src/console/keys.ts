// One key, one deed. Never with a modifier, never while somebody types, and only while they are switched on.
import { onMounted, onUnmounted, ref } from "vue";

const STORED = "diandan.keys";
export const keysOn = ref(globalThis.localStorage?.getItem(STORED) !== "no");

export function setKeys(on: boolean): void {
  keysOn.value = on;
  localStorage.setItem(STORED, on ? "yes" : "no");
}

/** `deeds` by lower-case key. A key held down counts once, so that nothing is decided by leaning on it. */
export function useKeys(deeds: Record<string, () => void>): void {
  const press = (event: KeyboardEvent) => {
    const typing = (event.target as HTMLElement).closest?.("input:not([type=checkbox]), textarea, select, dialog");
    if (!keysOn.value || typing || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || document.querySelector("dialog[open]")) return;
    const deed = deeds[event.key.toLowerCase()];
    if (!deed || (event.repeat && !["j", "k"].includes(event.key.toLowerCase()))) return;
    event.preventDefault();
    deed();
  };
  onMounted(() => document.addEventListener("keydown", press));
  onUnmounted(() => document.removeEventListener("keydown", press));
}

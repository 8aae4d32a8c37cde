// 长辈版（大字）: a class on <html>, remembered on this phone.
import { ref } from "vue";

const STORED = "diandan.large";
export const large = ref(globalThis.localStorage?.getItem(STORED) === "yes");

export function applyLook(always = false): void {
  document.documentElement.classList.toggle("large", always || large.value);
}

// The same on every page that is open.
globalThis.addEventListener?.("storage", ({ key, newValue }: StorageEvent) => {
  if (key === STORED) large.value = newValue === "yes";
});

export function setLarge(next: boolean): void {
  large.value = next;
  localStorage.setItem(STORED, next ? "yes" : "no");
  applyLook();
}

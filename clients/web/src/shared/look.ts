// 长辈版（大字）: a class on <html>, remembered on this phone.
import { ref } from "vue";

const STORED = "diandan.large";
export const large = ref(globalThis.localStorage?.getItem(STORED) === "yes");

export function applyLook(always = false): void {
  document.documentElement.classList.toggle("large", always || large.value);
}

export function setLarge(next: boolean): void {
  large.value = next;
  localStorage.setItem(STORED, next ? "yes" : "no");
  applyLook();
}

// What this phone calls itself when it checks people in or rates: drawn once at random, it says nothing about phone or
// person. The server keeps a keyed hash of it, to see one phone check in, or rate for, many who say it is their own.
import { newId } from "./ids";

const KEY = "diandan-device";

/** "" where nothing may be kept. */
export function deviceId(): string {
  try {
    const kept = localStorage.getItem(KEY);
    if (kept) return kept;
    const made = newId();
    localStorage.setItem(KEY, made);
    return made;
  } catch {
    return "";
  }
}

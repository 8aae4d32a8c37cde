// What the server will refuse in a new password, said before it is asked. Common ones only the server knows.
import type { t } from "./words";

type Want = Extract<Parameters<typeof t>[0], `want.${string}`>;

const SHORTEST = 10;

/** The message of what is wrong; "" when it may be sent. */
export function wantOf(next: string, now: string, signInName: string): Want | "" {
  const characters = [...next];
  if (characters.length < SHORTEST) return "want.short";
  if (next === now) return "want.same";
  if (new Set(characters).size === 1) return "want.one";
  if (signInName && next.toLowerCase().includes(signInName.toLowerCase())) return "want.name";
  return "";
}

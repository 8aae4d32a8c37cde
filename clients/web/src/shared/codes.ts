// The small codes people read and type, computed on the phone as in services/base/codes.h: both sides hold to it.

// Damm's quasigroup of order 10.
const DAMM = [
  "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
  "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
];

/** Six digits whose check digit fits: a typing slip is caught before a try is spent. */
export function closingCodeFits(text: string): boolean {
  if (!/^\d{6}$/.test(text)) return false;
  return [...text].reduce((state, digit) => Number(DAMM[state]![Number(digit)]), 0) === 0;
}

/** Six digits of the minute that holds `at`; in and out differ. Needs HTTPS or localhost (WebCrypto). */
export async function rollingCode(sessionKey: Uint8Array, direction: "in" | "out", at: number): Promise<string> {
  const message = new Uint8Array(9);
  message[0] = (direction === "in" ? "I" : "O").charCodeAt(0);
  new DataView(message.buffer).setBigUint64(1, BigInt(Math.floor(at / 60_000)));
  const key = await crypto.subtle.importKey("raw", sessionKey, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const mac = new DataView(await crypto.subtle.sign("HMAC", key, message));
  const number = mac.getUint32(mac.getUint8(31) & 0x0f) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}

/** "408 216" */
export const inThrees = (code: string): string => code.replace(/^(\d{3})(\d{3})$/, "$1 $2");

/** A rating secret as people type it: either case, O for 0, I and L for 1; "" when it cannot be one. */
export function ratingSecret(typed: string): string {
  const text = typed.toUpperCase().replace(/[\s-]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");
  return /^[0-9A-HJKMNP-TV-Z]{26}$/.test(text) ? text : "";
}

import { NIL, v5 } from "uuid";

/**
 * Of a file's bytes: the same file is the same import, here and at a terminal (SHA-256 in hex). Browsers have that
 * function only on pages that came by TLS or from this machine; elsewhere the same file is still the same here.
 */
export async function digestOf(bytes: Uint8Array): Promise<string> {
  if (!globalThis.crypto?.subtle) return v5(bytes, NIL);
  return Array.from(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes as Uint8Array<ArrayBuffer>)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// Ids made on the phone, and the names of things. An id is a UUIDv7: its first 48 bits are the time.

export function newId(now = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(now / 2 ** (8 * (5 - i))) % 256;
  bytes[6] = 0x70 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  return dashed(bytes);
}

function dashed(bytes: Uint8Array): string {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** "counties/150525/orders/…" */
export function nameOf(county: number, collection: string, id: string): string {
  return `counties/${county}/${collection}/${id}`;
}

export function countyOf(name: string): number {
  return Number(name.split("/")[1] ?? 0);
}

/** The uuid at the end of a name, or of an organisation's path. */
export function idOf(name: string): string {
  return name.slice(Math.max(name.lastIndexOf("/"), name.lastIndexOf(".")) + 1);
}

/** A uuid in 22 characters, for QR codes. */
export function shortId(uuid: string): string {
  const bytes = uuid.replace(/-/g, "").match(/../g)!.map((hex) => String.fromCharCode(parseInt(hex, 16)));
  return btoa(bytes.join("")).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

/** Back again; "" when it is none. */
export function longId(short: string): string {
  if (!/^[\w-]{22}$/.test(short)) return "";
  const text = atob(short.replace(/-/g, "+").replace(/_/g, "/"));
  return dashed(Uint8Array.from(text, (c) => c.charCodeAt(0)));
}

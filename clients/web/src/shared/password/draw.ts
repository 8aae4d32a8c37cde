// A password drawn by lot: read aloud, copied by hand, typed on a phone. No two of its characters look alike.
const LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

export function newPassword(): string {
  const letters: string[] = [];
  while (letters.length < 12) {
    for (const byte of crypto.getRandomValues(new Uint8Array(24))) {
      // Bytes past the last whole round would make the first letters likelier.
      if (byte < 256 - (256 % LETTERS.length) && letters.length < 12) letters.push(LETTERS[byte % LETTERS.length]!);
    }
  }
  return letters.join("").replace(/(.{4})(?=.)/g, "$1-");
}

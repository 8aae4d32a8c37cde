import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { draw, readList, verify, type Proof } from "./recompute";

const sha = (text: string | Uint8Array): string => createHash("sha256").update(text).digest("hex");
const bytes = (letter: string): Uint8Array => new TextEncoder().encode(letter.repeat(32));
const weights = [10, 20, 30, 40, 50];
const idOf = (n: number): string => `00000000-0000-5000-8000-00000000000${n}`;
const name = "counties/150525/draws/00000000-0000-7000-8000-000000000000";
const list = `diandan-draw-1\n${name}\n1795654800 1798246800\n3\n${weights.map((weight, n) => `${idOf(n)} ${weight}\n`).join("")}`;

async function honest(): Promise<Proof> {
  const seed = sha("a seed");
  const hash = sha(list);
  const drawn = await draw(Buffer.from(seed, "hex"), Buffer.from(hash, "hex"), readList(list)!.entries, 3);
  return { name, algorithm: "diandan-draw-1", seed, commitment: sha(Buffer.from(seed, "hex")), listHash: hash, list, drawn };
}

describe("a draw recomputed in the browser", () => {
  it("draws as the server does", async () => {
    // The same values stand in services/hours/draw/draw_test.cc.
    const entries = weights.map((weight, n) => ({ entry: String(n), weight: BigInt(weight) }));
    expect(await draw(bytes("s"), bytes("l"), entries, 3)).toEqual(["1", "0", "4"]);
  });
  it("finds an honest one right", async () => {
    expect(await verify(await honest())).toBe("MATCH");
  });
  it("finds every change", async () => {
    const proof = await honest();
    const other = sha("another seed");
    const heavier = list.replace(" 10\n", " 11\n");
    const swapped = list.replace(`${idOf(0)} 10\n${idOf(1)} 20\n`, `${idOf(1)} 20\n${idOf(0)} 10\n`);
    const cases: [Partial<Proof>, string][] = [
      [{ algorithm: "diandan-draw-2" }, "OTHER_ALGORITHM"],
      [{ seed: other }, "SEED_NOT_COMMITTED"],
      [{ list: heavier }, "LIST_CHANGED"],
      [{ list: heavier, listHash: sha(heavier) }, "DRAWN_OTHERS"],
      [{ list: swapped, listHash: sha(swapped) }, "LIST_UNREADABLE"],
      [{ name: name.replace(/.$/, "1") }, "LIST_OF_ANOTHER_DRAW"],
      [{ drawn: proof.drawn.slice(1) }, "DRAWN_OTHERS"],
      [{ drawn: [...proof.drawn].reverse() }, "DRAWN_OTHERS"],
    ];
    for (const [change, want] of cases) expect(await verify({ ...proof, ...change })).toBe(want);
  });
});

// Four logs told as one: in order, nothing twice, nothing left out, whatever is added meanwhile.
import { describe, expect, it } from "vitest";
import { mergedPage, type Source, type Told } from "./log";

interface Line extends Told {
  says: string;
}

/** A service's log by keyset pages, newest first, as the servers page it. */
class Log implements Source<Line> {
  private readonly lines: Line[] = [];
  constructor(readonly name: string, private readonly size: number) {}
  add(...times: number[]): void {
    for (const ms of times) this.lines.unshift({ seq: BigInt(this.lines.length + 1), ms, says: `${this.name}@${ms}` });
  }
  load = async (token: string) => {
    const rest = token ? this.lines.filter(({ seq }) => seq < BigInt(token)) : this.lines;
    const rows = rest.slice(0, this.size);
    return { rows, next: rest.length > this.size ? String(rows[rows.length - 1]!.seq) : "" };
  };
}

async function tell(sources: Source<Line>[], size: number, between = () => {}): Promise<string[]> {
  const said: string[] = [];
  let token = "";
  do {
    const page = await mergedPage(sources, token, size);
    said.push(...page.rows.map(({ says }) => says));
    token = page.next;
    between();
  } while (token);
  return said;
}

describe("the logs of all services", () => {
  const logs = (): Log[] => {
    const [a, b, c] = [new Log("a", 2), new Log("b", 3), new Log("c", 2)];
    a.add(1, 4, 7, 10);
    b.add(2, 3, 5, 6, 8);
    return [a, b, c];
  };
  const all = ["a@10", "b@8", "a@7", "b@6", "b@5", "a@4", "b@3", "b@2", "a@1"];

  it("are told latest first, whatever the pages", async () => {
    for (const size of [1, 2, 4, 9, 50]) expect(await tell(logs(), size)).toEqual(all);
  });
  it("are told without gaps and doubles while lines are added", async () => {
    const [a, b, c] = logs();
    let now = 11;
    expect(await tell([a!, b!, c!], 2, () => [a!, b!, c!].forEach((log) => log.add(now++)))).toEqual(all);
  });
  it("read on over pages that hold nothing", async () => {
    const sparse: Source<Line> = {
      name: "sparse",
      load: async (token) => (token === "2" ? { rows: [{ seq: 1n, ms: 5, says: "late" }], next: "" } : { rows: [], next: token ? "2" : "1" }),
    };
    expect(await tell([sparse], 10)).toEqual(["late"]);
  });
  it("end where nothing is left", async () => {
    expect(await mergedPage([new Log("none", 5)], "", 10)).toEqual({ rows: [], next: "" });
  });
});

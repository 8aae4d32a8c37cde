import { create } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { SessionSchema } from "@/gen/diandan/orders/v1/types_pb";
import { HOUR, msOf, stamp } from "@/shared/time";
import { moved } from "./moved";

const session = (from: number, to: number) => create(SessionSchema, { sessionId: "old", startTime: stamp(from), endTime: stamp(to) });

describe("new times", () => {
  it("keep lengths and distances, and are sessions of their own", () => {
    const times = moved([session(30 * HOUR, 32 * HOUR), session(6 * HOUR, 7 * HOUR)], 10 * HOUR);
    expect(times.map((each) => [msOf(each.startTime), msOf(each.endTime)])).toEqual([[34 * HOUR, 36 * HOUR], [10 * HOUR, 11 * HOUR]]);
    expect(new Set(times.map((each) => each.sessionId)).size).toBe(2);
    expect(times[0]!.sessionId).not.toBe("old");
  });
});

// New times of an order: the first session begins at `start`, the others keep their distance from it. Pure.
import type { Session } from "@/gen/diandan/orders/v1/types_pb";
import { newId } from "@/shared/ids";
import { msOf, stamp } from "@/shared/time";

export function moved(sessions: readonly Session[], start: number) {
  const shift = start - Math.min(...sessions.map((each) => msOf(each.startTime)));
  return sessions.map((each) => ({
    sessionId: newId(), startTime: stamp(msOf(each.startTime) + shift), endTime: stamp(msOf(each.endTime) + shift) }));
}

import { create } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { WeekFiguresSchema } from "@/gen/diandan/orders/v1/figures_service_pb";
import { DAY, msOf, stamp } from "@/shared/time";
import { filled } from "./figures";

const week = (number: number, placed: number) => create(WeekFiguresSchema, { startTime: stamp(Date.UTC(2026, 0, 4, 16) + number * 7 * DAY), placed });
const told = (numbers: [number, number][]) => filled(numbers.map(([number, placed]) => week(number, placed))).map(({ startTime, placed }) => [(msOf(startTime) - Date.UTC(2026, 0, 4, 16)) / (7 * DAY), placed]);

describe("weeks", () => {
  it("stand as they are where none is missing", () => expect(told([[0, 3], [1, 2]])).toEqual([[0, 3], [1, 2]]));
  it("without orders stand between the others", () => expect(told([[0, 3], [3, 2], [4, 1]])).toEqual([[0, 3], [1, 0], [2, 0], [3, 2], [4, 1]]));
  it("are none where there are none", () => expect(told([])).toEqual([]));
});

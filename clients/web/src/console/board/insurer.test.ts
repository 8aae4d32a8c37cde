import { create } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { InsuredListSchema } from "@/gen/diandan/orders/v1/insured_list_service_pb";
import { stamp } from "@/shared/time";
import { linesOfWorkbook } from "../bring/workbook";
import { cellsOf, insurerHeads } from "./insurer";
import { workbookOf } from "./sheet";

const NINE = Date.UTC(2026, 10, 26, 1);
const list = create(InsuredListSchema, { title: "上门理发", place: "红柳村", people: [
  { legalName: "示例小满", idNumber: "990101199001011234", startTime: stamp(NINE), endTime: stamp(NINE + 7_200_000), addTime: stamp(NINE - 60_000) },
  { withheld: "NO_CONSENT", late: true, startTime: stamp(NINE), endTime: stamp(NINE + 7_200_000), addTime: stamp(NINE + 60_000) },
] });

describe("the insurer's list", () => {
  it("says who, what, where and when, and why a name is missing", () => {
    expect(cellsOf(list)).toEqual([
      ["1", "示例小满", "990101199001011234", "上门理发", "红柳村", "2026-11-26 09:00", "2026-11-26 11:00", "2026-11-26 08:59", ""],
      ["2", "", "", "上门理发", "红柳村", "2026-11-26 09:00", "2026-11-26 11:00", "2026-11-26 09:01", "开始后才列入；本人没有同意用姓名投保"],
    ]);
  });
  it("is the same read back from a workbook, ID numbers as text", async () => {
    const rows = [insurerHeads(), ...cellsOf(list)];
    const read = await linesOfWorkbook(new Uint8Array(await (await workbookOf("投保名单", rows)).arrayBuffer()));
    expect(read?.map(({ cells }) => cells.map((cell) => cell ?? ""))).toEqual(rows);
  });
});

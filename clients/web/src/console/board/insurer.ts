// The insured list as an insurer reads it: Chinese, whoever asks, and the same columns as at a terminal
// (clients/cli/roster_commands.cc). The writer of workbooks comes with the first one.
import type { InsuredList, InsuredPerson } from "@/gen/diandan/orders/v1/insured_list_service_pb";
import { saveFile } from "@/shared/file";
import { msOf } from "@/shared/time";
import { csvOf } from "../csv";
import { momentText } from "../edit/dates";

export const insurerHeads = (): string[] => ["序号", "姓名", "身份证件号码", "活动", "地点", "开始", "结束", "何时列入", "备注"];

const WITHHELD: Record<string, string> = { NO_CONSENT: "本人没有同意用姓名投保", ERASED: "资料已注销", UNKNOWN: "资料已注销" };
const remarksOn = ({ late, withheld }: InsuredPerson): string => [late ? "开始后才列入" : "", WITHHELD[withheld] ?? ""].filter(Boolean).join("；");
const minute = (time: InsuredPerson["startTime"]): string => momentText(msOf(time)).replace("T", " ");

export const cellsOf = ({ people, title, place }: InsuredList): string[][] =>
  people.map((each, i) => [String(i + 1), each.legalName, each.idNumber, title, place, minute(each.startTime), minute(each.endTime), minute(each.addTime), remarksOn(each)]);

/** Its name. */
export async function saveInsured(format: "xlsx" | "csv", order: string, rows: readonly (readonly string[])[]): Promise<string> {
  const file = `投保名单 ${order}.${format}`;
  if (format === "csv") saveFile(file, "text/csv;charset=utf-8", [csvOf(rows)]);
  else saveFile(file, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", [await (await import("./sheet")).workbookOf("投保名单", rows)]);
  return file;
}

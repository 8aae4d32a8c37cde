// 记录交换: the client, the five groups as files name them, and a file fetched part by part.
import { createClient, type CallOptions } from "@connectrpc/connect";
import { ExchangeService, ExportPurpose } from "@/gen/diandan/hours/v1/exchange_service_pb";
import { FileFormat } from "@/gen/diandan/hours/v1/file_format_pb";
import { RecordGroup } from "@/gen/diandan/hours/v1/record_pb";
import { transport } from "@/shared/api/clients";
import { saveFile } from "@/shared/file";

export const exchange = createClient(ExchangeService, transport);

export const GROUPS: readonly RecordGroup[] = [RecordGroup.PERSON_RECORDS, RecordGroup.SERVICE_RECORDS, RecordGroup.TRAINING_RECORDS, RecordGroup.AWARD_RECORDS, RecordGroup.EVALUATION_RECORDS];
export const PURPOSES = [ExportPurpose.EXPORT_TO_NATIONAL_SYSTEM, ExportPurpose.EXPORT_TO_OTHER_UNIT, ExportPurpose.EXPORT_FOR_INSPECTION, ExportPurpose.EXPORT_FOR_THE_PERSON] as const;
export const FORMATS = [FileFormat.XLSX, FileFormat.CSV, FileFormat.JSON] as const;

/** What sheets and files of a group are called, in whatever language one works (services/hours/record/columns.cc). */
export const TITLES: Record<RecordGroup, string> = {
  [RecordGroup.RECORD_GROUP_UNSPECIFIED]: "", [RecordGroup.PERSON_RECORDS]: "个人基本信息", [RecordGroup.SERVICE_RECORDS]: "志愿服务情况",
  [RecordGroup.TRAINING_RECORDS]: "培训情况", [RecordGroup.AWARD_RECORDS]: "表彰奖励情况", [RecordGroup.EVALUATION_RECORDS]: "评价情况",
};
export const groupTitled = (name: string): RecordGroup => GROUPS.find((group) => name.includes(TITLES[group])) ?? RecordGroup.RECORD_GROUP_UNSPECIFIED;

export interface Wanted {
  parent: string;
  groups: RecordGroup[];
  purpose: ExportPurpose;
  format: FileFormat;
  orgPath: string;
  /** "2026-11-05", both included; "" leaves it open. */
  fromDay: string;
  untilDay: string;
}
export interface Step {
  /** How many records are written so far. */
  records: number;
  /** The file's name, once the browser has it. */
  file?: string;
}
/** Fetches a file and hands it to the browser; says how far it is. */
export async function* download(wanted: Wanted, requestId: string, options: CallOptions): AsyncIterable<Step> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let [name, type, records] = ["", "", 0];
  for await (const part of exchange.downloadRecords({ ...wanted, requestId }, options)) {
    if (part.fileName) [name, type] = [part.fileName, part.mediaType];
    if (part.data.length) parts.push(part.data as Uint8Array<ArrayBuffer>);
    records = part.records;
    yield { records };
  }
  saveFile(name, type, parts);
  yield { records, file: name };
}

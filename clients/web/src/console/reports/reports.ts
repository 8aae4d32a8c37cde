// What a report is asked for, and how its figures are said.
import { createClient } from "@connectrpc/connect";
import { FileFormat } from "@/gen/diandan/hours/v1/file_format_pb";
import type { Timestamp } from "@bufbuild/protobuf/wkt";
import type { Report, ReportTier, Share } from "@/gen/diandan/hours/v1/report_pb";
import { ReportService } from "@/gen/diandan/hours/v1/report_service_pb";
import type { TypedCounts } from "@/gen/diandan/orders/v1/duty_facts_service_pb";
import { transport } from "@/shared/api/clients";
import { DAY, civil, fromCivil } from "@/shared/time";
import { t, word } from "../words";
import { saveFile } from "@/shared/file";

export const reports = createClient(ReportService, transport);
export const TIERS = ["TOWNSHIPS", "VILLAGES", "UNITS", "COUNTY"] as const;

/** "2026-11" of now. */
export function monthOf(now = Date.now()): string {
  const { year, month } = civil(now);
  return `${year}-${String(month).padStart(2, "0")}`;
}

interface Span {
  from: number;
  until: number;
}
/** "2026-11", "2026" or "2026-11-01..2026-11-15" as times in China; undefined for anything else. */
export function spanOf(period: string): Span | undefined {
  const month = /^(\d{4})-(\d{2})$/.exec(period);
  if (month && Number(month[2]) >= 1 && Number(month[2]) <= 12) return { from: fromCivil(Number(month[1]), Number(month[2]), 1), until: fromCivil(Number(month[1]) + (month[2] === "12" ? 1 : 0), (Number(month[2]) % 12) + 1, 1) };
  if (/^\d{4}$/.test(period)) return { from: fromCivil(Number(period), 1, 1), until: fromCivil(Number(period) + 1, 1, 1) };
  const days = /^(\d{4})-(\d{2})-(\d{2})\.\.(\d{4})-(\d{2})-(\d{2})$/.exec(period)?.slice(1).map(Number);
  if (!days) return undefined;
  const from = fromCivil(days[0]!, days[1]!, days[2]!);
  const until = fromCivil(days[3]!, days[4]!, days[5]!) + DAY;
  return until > from ? { from, until } : undefined;
}

export const shareOf = (share: Share | undefined): number | undefined => (share?.of ? Math.floor((share.met * 100) / share.of) : undefined);
export const sayShare = (share: Share | undefined): string => (share?.of ? `${shareOf(share)}%` : "–");
/** Whole hours and tenths. */
export const hoursOf = (minutes: bigint | number): number => Math.round(Number(minutes) / 6) / 10;

export const typedIn = (typed: TypedCounts): number => typed.placing + typed.closing + typed.rating + typed.fromMemory;
/** Fields typed per closed order, in tenths; undefined without a closed order. */
export function typedMean(all: readonly TypedCounts[]): number | undefined {
  const orders = all.reduce((sum, { orders: n }) => sum + n, 0);
  return orders ? Math.round((all.reduce((sum, typed) => sum + typedIn(typed), 0) * 10) / orders) / 10 : undefined;
}

export const positionsOf = (report: Report): string => report.asOf.map(({ service, seq }) => `${word("history", service, service)} ${seq}`).join(t("desk.and"));

export interface Question {
  parent: string;
  tier: ReportTier;
  orgPath: string;
  startTime: Timestamp;
  endTime: Timestamp;
}
/** Fetches a file part by part and hands it to the browser; its name. */
export async function save(question: Question, format: keyof typeof FileFormat, records: boolean): Promise<string> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let [name, type] = ["", ""];
  // Counting and drawing take longer than a usual call.
  for await (const part of reports.downloadReport({ ...question, format: FileFormat[format], records }, { timeoutMs: 60_000 })) {
    if (part.fileName) [name, type] = [part.fileName, part.mediaType];
    parts.push(part.data as Uint8Array<ArrayBuffer>);
  }
  saveFile(name, type, parts);
  return name;
}

// Certificates of service: the client, and what both apps do with one.
import { createClient } from "@connectrpc/connect";
import { CertificateService } from "@/gen/diandan/hours/v1/certificate_service_pb";
import type { Certificate } from "@/gen/diandan/hours/v1/certificate_pb";
import { transport } from "@/shared/api/clients";
import { civil, fromCivil, msOf, stamp } from "@/shared/time";
import { saveFile } from "@/shared/file";

export const certificates = createClient(CertificateService, transport);

/** "2026-11-26": as it stands on the paper, the same in both languages. */
export function paperDay(ms: number): string {
  const { year, month, day } = civil(ms);
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** First and last day of service; one when they are the same. */
export function paperPeriod({ startTime, endTime }: Pick<Certificate, "startTime" | "endTime">): string {
  const [first, last] = [paperDay(msOf(startTime)), paperDay(msOf(endTime))];
  return first === last ? first : `${first} – ${last}`;
}

export type Period = "all" | "thisYear" | "lastYear";
/** What of it goes into a request: services that began in this time. */
export function periodOf(period: Period, now = Date.now()) {
  const { year } = civil(now);
  if (period === "thisYear") return { startTime: stamp(fromCivil(year, 1, 1)) };
  if (period === "lastYear") return { startTime: stamp(fromCivil(year - 1, 1, 1)), endTime: stamp(fromCivil(year, 1, 1)) };
  return {};
}

/** Where anybody checks it, without signing in. */
export const checkPage = (number: string): string => `/certificates/${number}`;

/** Fetches the paper and hands it to the browser as a file. */
export async function savePdf(name: string): Promise<void> {
  const { pdf, fileName } = await certificates.downloadCertificate({ name });
  saveFile(fileName, "application/pdf", [pdf as Uint8Array<ArrayBuffer>]);
}

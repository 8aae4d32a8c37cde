// 抽查 at the desk: the client, the form that plans one, and its proof as a file.
import { createClient } from "@connectrpc/connect";
import { DrawState, type Draw } from "@/gen/diandan/hours/v1/draw_pb";
import { DrawService, PlanDrawRequestSchema } from "@/gen/diandan/hours/v1/draw_service_pb";
import { transport } from "@/shared/api/clients";
import { paperDay } from "@/shared/certificates/certificates";
import type { Proof } from "@/shared/draw/recompute";
import { session } from "@/shared/session";
import { DAY, msOf, stamp } from "@/shared/time";
import { dayText, msOfDay } from "../edit/dates";
import type { Form } from "../edit/form";
import { t } from "../words";
import { saveFile } from "@/shared/file";

export const draws = createClient(DrawService, transport);

/** Its last day is the one before its end. */
export function periodOf({ startTime, endTime }: Pick<Draw, "startTime" | "endTime">): string {
  const [first, last] = [paperDay(msOf(startTime)), paperDay(msOf(endTime) - 1)];
  return first === last ? first : `${first} – ${last}`;
}
export const sampleOf = ({ sampleSize, samplePercent }: Pick<Draw, "sampleSize" | "samplePercent">): string => (sampleSize ? t("draws.sizeOf", { n: sampleSize }) : t("draws.percentOf", { n: samplePercent }));
export const STATE_LOOKS: Record<DrawState, string> = { [DrawState.DRAW_STATE_UNSPECIFIED]: "", [DrawState.DRAW_COMMITTED]: "soon", [DrawState.DRAW_MADE]: "in_service", [DrawState.DRAW_CLOSED]: "verified" };

interface PlanValues {
  from: string;
  until: string;
  size: number;
  percent: number;
}

export function planForm(now = Date.now()): Form<PlanValues, Draw> {
  return {
    title: t("draws.new"), lead: t("draws.lead"), verb: t("draws.plan"), schema: PlanDrawRequestSchema, say: t("draws.planned"),
    start: { from: dayText(now + DAY), until: dayText(now + 30 * DAY), size: 20, percent: 0 },
    fields: [
      { key: "from", path: "start_time", kind: "day", label: t("draws.from"), help: t("draws.fromHelp") },
      { key: "until", path: "end_time", kind: "day", label: t("draws.until") },
      { key: "size", path: "sample_size", kind: "number", label: t("draws.size"), help: t("draws.sizeHelp"), unit: t("draws.pieces") },
      { key: "percent", path: "sample_percent", kind: "number", label: t("draws.percent"), unit: "%" },
    ],
    send: ({ from, until, size, percent }, { request }) =>
      draws.planDraw({ parent: session.parent.value, requestId: request, startTime: stamp(msOfDay(from)), endTime: stamp(msOfDay(until) + DAY), sampleSize: size, samplePercent: percent }),
  };
}

/** The list comes in parts. */
export async function proofOf(name: string): Promise<Proof> {
  const first = await draws.getDrawProof({ name });
  let { list, nextOffset } = first;
  while (nextOffset) {
    const part = await draws.getDrawProof({ name, offset: nextOffset });
    list += part.list;
    nextOffset = part.nextOffset;
  }
  return { name: first.name, algorithm: first.algorithm, commitment: first.commitment, seed: first.seed, listHash: first.listHash, list, drawn: first.drawn };
}

/** As `diandan draw verify` and recompute.py read it. */
export function saveProof(proof: Proof): void {
  saveFile(`draw-${proof.name.slice(-6)}.json`, "application/json", [`${JSON.stringify(proof, undefined, 1)}\n`]);
}

// An order's history in plain words: what happened, and what comes next. Pure but for the words.
import type { Order, TimelineStep } from "@/gen/diandan/orders/v1/order_pb";
import { OrderState } from "@/gen/diandan/orders/v1/types_pb";
import { t, word } from "@/shared/i18n";
import { msOf, sayMoment } from "@/shared/time";

export interface Line {
  kind: string;
  title: string;
  help: string;
  time: string;
  done: boolean;
}

/** Steps that say nothing to a clerk: their effect shows in another line. */
const SILENT = new Set(["SETTLED", "ESCALATED_BY_CLOCK"]);
/** Several of these in a row are one. */
const REPEATED = new Set(["FACT_RECORDED", "CODE_VIEWED", "PHOTO_ADDED", "PHOTO_REMOVED"]);
const NEXT: Partial<Record<OrderState, string[]>> = {
  [OrderState.PLACED]: ["approve", "accept", "serve", "rate", "verify"],
  [OrderState.OPEN]: ["accept", "serve", "rate", "verify"],
  [OrderState.ACCEPTED]: ["serve", "rate", "verify"],
  [OrderState.IN_SERVICE]: ["close", "rate", "verify"],
  [OrderState.COMPLETED]: ["rate", "verify"],
};

export function linesOf(order: Order, steps: TimelineStep[], teamName: (name: string) => string): Line[] {
  const lines: Line[] = [];
  for (const step of steps) {
    if (SILENT.has(step.kind)) continue;
    // Ten check-ins in a row are one line, with the time of the last.
    const last = lines[lines.length - 1];
    const time = sayMoment(msOf(step.time));
    const help = (step.team && teamName(step.team)) || (step.reason ? word("reason", step.reason, step.reason) : word("stepHelp", step.kind, ""));
    if (last?.kind === step.kind && last.help === help && REPEATED.has(step.kind)) {
      last.time = time;
      continue;
    }
    lines.push({ kind: step.kind, title: word("step", step.kind), help, time, done: true });
  }
  for (const next of NEXT[order.state] ?? []) {
    if (next === "rate" && steps.some((step) => step.kind === "RATED")) continue;
    const time = next === "serve" && order.sessions[0] ? sayMoment(msOf(order.sessions[0].startTime)) : "";
    lines.push({ kind: next, title: word("next", next), help: t(`nextHelp.${next}` as never), time, done: false });
  }
  return lines;
}

/** How things stand, in one sentence. */
export function sentenceOf(order: Order, teamName: (name: string) => string): string {
  const when = order.sessions[0] ? sayMoment(msOf(order.sessions[0].startTime)) : "";
  const holes = { when, team: order.team ? teamName(order.team) : "", n: order.volunteersWanted, until: order.deadline ? sayMoment(msOf(order.deadline)) : "", why: word("reason", order.reason, order.reason) };
  return t(`sentence.${OrderState[order.state]}` as never, holes);
}

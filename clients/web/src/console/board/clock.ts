// What a clock on an order says, and how loud.
import type { Order } from "@/gen/diandan/orders/v1/order_pb";
import { OrderState } from "@/gen/diandan/orders/v1/types_pb";
import { HOUR, msOf, saySpan } from "@/shared/time";
import { t } from "../words";

const TICKING = new Set([OrderState.PLACED, OrderState.OPEN]);

/** Undefined where nobody waits for an answer. */
export function clockOf(order: Order, now = Date.now()): { text: string; tone: "late" | "soon" | "" } | undefined {
  if (!TICKING.has(order.state) || !order.deadline) return undefined;
  const left = msOf(order.deadline) - now;
  if (left < 0) return { text: t("board.late", { span: saySpan(left) }), tone: "late" };
  return { text: t("board.left", { span: saySpan(left) }), tone: left < 12 * HOUR ? "soon" : "" };
}

export const isOverdue = (order: Order): boolean => clockOf(order)?.tone === "late";

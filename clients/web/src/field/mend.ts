// What a person may change in a thing the server refused, before it goes out again: a page to go back to, or one field.
import { idOf } from "@/shared/ids";
import { requestOf } from "@/shared/outbox/calls";
import type { OutboxItem } from "@/shared/outbox/item";
import { sendChanged } from "@/shared/outbox/outbox";

export interface Mend {
  /** Where it is changed; absent when `field` is all there is to change. */
  page?: string;
  /** Key of the field's name in the message files. */
  field?: "closingCode" | "code" | "minutes";
  /** What stands in it now. */
  value?: string;
}

export function mendOf({ call, request, seq, subject }: OutboxItem): Mend | undefined {
  if (call === "PlaceOrder") return { page: `/station/check?again=${seq}` };
  if (call === "SetRoster") return { page: `/leader/roster/${idOf(subject)}?again=${seq}` };
  if (call === "CompleteOrder" && request.closingCode) return { field: "closingCode", value: String(request.closingCode) };
  if ((call === "CheckIn" || call === "CheckOut") && request.code) return { field: "code", value: String(request.code) };
  if (call === "RequestCorrection") return { field: "minutes", value: String(request.minutes ?? 0) };
  return undefined;
}

/** Sends it with the one field changed. */
export async function mend(item: OutboxItem, value: string): Promise<void> {
  const text = value.replace(/\s/g, "");
  const seq = item.seq!;
  if (item.call === "CompleteOrder") await sendChanged(seq, "CompleteOrder", { way: { case: "closingCode", value: text } });
  if (item.call === "CheckIn") await sendChanged(seq, "CheckIn", { code: text });
  if (item.call === "CheckOut") await sendChanged(seq, "CheckOut", { code: text });
  if (item.call === "RequestCorrection") await sendChanged(seq, "RequestCorrection", { minutes: Number(text) });
}

/** A saved order as it was written, for the page that wrote it. */
export const savedOrder = (item: OutboxItem) => requestOf("PlaceOrder", item.request).order;

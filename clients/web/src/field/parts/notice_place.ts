// Where a notice leads: the order it is about, or for what was decided about a volunteer the page that holds it.
import { NoticeKind, type Notice } from "@/gen/diandan/orders/v1/notice_service_pb";
import { idOf } from "@/shared/ids";

/** Which pages the person has; "" for none. */
export interface Pages {
  team: string;
  stationPath: string;
}

function thingPlace({ kind, thing }: Pick<Notice, "kind" | "thing">): string {
  switch (thing.split("/")[2]) {
    case "entries":
      return `/volunteer/hours?entry=${idOf(thing)}`;
    case "nominations":
      return "/volunteer/honours";
    case "redemptions":
      return "/volunteer/points";
    case "certificates":
      return "/volunteer/hours#certificates";
    default:
      return kind === NoticeKind.POINTS_RUN_OUT ? "/volunteer/points" : "/volunteer/hours";
  }
}

/** Volunteers have no page of an order: their schedule says what they need. */
export function placeOf(notice: Pick<Notice, "kind" | "order" | "team" | "thing">, pages: Pages): string {
  if (notice.thing) return thingPlace(notice);
  if (!notice.order) return "/outbox";
  if (notice.team && pages.team) return `/leader/order/${idOf(notice.order)}`;
  return pages.stationPath ? `/station/order/${idOf(notice.order)}` : "/volunteer";
}

// A need done again, and the centre's own rating: what is asked and sent.
import { RedoOrderRequestSchema } from "@/gen/diandan/orders/v1/order_service_pb";
import type { Order } from "@/gen/diandan/orders/v1/order_pb";
import { RateOrderRequestSchema, type Rating } from "@/gen/diandan/orders/v1/rating_service_pb";
import { RaterKind, RatingChannel, RatingTag } from "@/gen/diandan/orders/v1/types_pb";
import { orders, ratings } from "@/shared/api/clients";
import { nameOf, newId } from "@/shared/ids";
import { session } from "@/shared/session";
import { DAY, dayStart, HOUR, stamp } from "@/shared/time";
import { enumChoices } from "../edit/choices";
import { momentText, msOfMoment } from "../edit/dates";
import type { Form } from "../edit/form";
import { t, word } from "../words";

const MINUTE = 60_000;

interface RedoValues {
  startTime: string;
  minutes: number;
}

/** `order`: the one done badly. */
export function redoForm(order: { name: string; title: string }, now = Date.now()): Form<RedoValues, Order> {
  return {
    title: t("ratings.againTitle", { what: order.title }), lead: t("ratings.againLead"), verb: t("ratings.again"), schema: RedoOrderRequestSchema, say: t("ratings.againSaid"),
    fields: [
      { key: "startTime", path: "sessions.start_time", kind: "moment", label: t("ratings.start") },
      { key: "minutes", path: "sessions.end_time", kind: "number", label: t("ratings.minutes") },
    ],
    start: { startTime: momentText(dayStart(now) + 2 * DAY + 9 * HOUR), minutes: 60 },
    check: ({ startTime }) => (startTime && msOfMoment(startTime) <= Date.now() ? [{ key: "startTime", want: t("ratings.past") }] : []),
    send: ({ startTime, minutes }, { request, made }) => orders.redoOrder({
      requestId: request, name: nameOf(session.county.value, "orders", made), redoOf: order.name,
      sessions: [{ sessionId: newId(), startTime: stamp(msOfMoment(startTime)), endTime: stamp(msOfMoment(startTime) + minutes * MINUTE) }],
    }),
  };
}

interface OwnValues {
  score: number;
  tags: number[];
  words: string;
}

export function ownRatingForm({ name }: { name: string }): Form<OwnValues, Rating> {
  return {
    title: t("ratings.ownTitle"), lead: t("ratings.ownLead"), verb: t("ratings.own"), schema: RateOrderRequestSchema, say: t("ratings.ownSaid"),
    fields: [
      { key: "score", path: "score", kind: "choice", label: t("ratings.score"), choices: () => [5, 4, 3, 2, 1].map((value) => ({ value, label: word("score", String(value)) })) },
      { key: "tags", path: "tags", kind: "ticks", label: t("ratings.tags"), choices: () => enumChoices(RatingTag, "tag") },
      { key: "words", path: "words", kind: "area", label: t("ratings.words") },
    ],
    start: { score: 0, tags: [], words: "" },
    send: (values, { request }) => ratings.rateOrder({ requestId: request, name, raterKind: RaterKind.ORGANISATION, channel: RatingChannel.SIGNED_IN, ...values }),
  };
}

// What can wait in the outbox: each call by name, with the schema that reads its request back.
import { fromJson, toJson, type DescMessage, type JsonObject, type MessageShape } from "@bufbuild/protobuf";
import { RequestCorrectionRequestSchema } from "@/gen/diandan/hours/v1/case_service_pb";
import {
  CheckInRequestSchema, CheckOutRequestSchema, CompleteOrderRequestSchema, RecordFactsRequestSchema,
  AbortServiceRequestSchema, SetRosterRequestSchema,
} from "@/gen/diandan/orders/v1/attendance_service_pb";
import { ReadNoticeRequestSchema } from "@/gen/diandan/orders/v1/notice_service_pb";
import {
  AcceptOrderRequestSchema, CancelOrderRequestSchema, ConfirmRescheduleRequestSchema, DeclineOfferRequestSchema,
  PlaceOrderRequestSchema, RescheduleOrderRequestSchema, WithdrawAcceptanceRequestSchema,
} from "@/gen/diandan/orders/v1/order_service_pb";
import { RateOrderRequestSchema } from "@/gen/diandan/orders/v1/rating_service_pb";
import { DismissWishRequestSchema } from "@/gen/diandan/orders/v1/wish_service_pb";
import {
  AddMemberRequestSchema, EndMembershipRequestSchema, JoinTeamRequestSchema, SetFreeTimesRequestSchema,
} from "@/gen/diandan/volunteers/v1/team_service_pb";
import { SetOwnFreeTimesRequestSchema } from "@/gen/diandan/volunteers/v1/volunteer_service_pb";
import { attendance, cases, notices, orders, ratings, teams, volunteers, wishes } from "@/shared/api/clients";
import { call } from "./call";

const calls = {
  PlaceOrder: call(PlaceOrderRequestSchema, (r) => orders.placeOrder(r)),
  CancelOrder: call(CancelOrderRequestSchema, (r) => orders.cancelOrder(r)),
  AcceptOrder: call(AcceptOrderRequestSchema, (r) => orders.acceptOrder(r)),
  DeclineOffer: call(DeclineOfferRequestSchema, (r) => orders.declineOffer(r)),
  WithdrawAcceptance: call(WithdrawAcceptanceRequestSchema, (r) => orders.withdrawAcceptance(r)),
  RescheduleOrder: call(RescheduleOrderRequestSchema, (r) => orders.rescheduleOrder(r)),
  ConfirmReschedule: call(ConfirmRescheduleRequestSchema, (r) => orders.confirmReschedule(r)),
  SetRoster: call(SetRosterRequestSchema, (r) => attendance.setRoster(r)),
  CheckIn: call(CheckInRequestSchema, (r) => attendance.checkIn(r)),
  CheckOut: call(CheckOutRequestSchema, (r) => attendance.checkOut(r)),
  RecordFacts: call(RecordFactsRequestSchema, (r) => attendance.recordFacts(r)),
  CompleteOrder: call(CompleteOrderRequestSchema, (r) => attendance.completeOrder(r)),
  AbortService: call(AbortServiceRequestSchema, (r) => attendance.abortService(r)),
  RateOrder: call(RateOrderRequestSchema, (r) => ratings.rateOrder(r)),
  DismissWish: call(DismissWishRequestSchema, (r) => wishes.dismissWish(r)),
  ReadNotice: call(ReadNoticeRequestSchema, (r) => notices.readNotice(r)),
  AddMember: call(AddMemberRequestSchema, (r) => teams.addMember(r)),
  JoinTeam: call(JoinTeamRequestSchema, (r) => teams.joinTeam(r)),
  EndMembership: call(EndMembershipRequestSchema, (r) => teams.endMembership(r)),
  SetOwnFreeTimes: call(SetOwnFreeTimesRequestSchema, (r) => volunteers.setOwnFreeTimes(r)),
  SetFreeTimes: call(SetFreeTimesRequestSchema, (r) => teams.setFreeTimes(r)),
  RequestCorrection: call(RequestCorrectionRequestSchema, (r) => cases.requestCorrection(r)),
};

export type CallName = keyof typeof calls;
export type RequestOf<N extends CallName> = MessageShape<(typeof calls)[N]["schema"]>;

export function asJson<N extends CallName>(name: N, request: RequestOf<N>): JsonObject {
  return toJson(calls[name].schema as DescMessage, request) as JsonObject;
}

/** What was saved, read back. */
export function requestOf<N extends CallName>(name: N, json: JsonObject): RequestOf<N> {
  return fromJson(calls[name].schema as DescMessage, json, { ignoreUnknownFields: true }) as RequestOf<N>;
}

export function schemaOf<N extends CallName>(name: N): (typeof calls)[N]["schema"] {
  return calls[name].schema;
}

/** Calls that come later than the first load, with the pages that make them. They are large, and let the others go first. */
const LATER = ["AddPhoto", "RemovePhoto"] as const;
export const isLarge = (name: string): boolean => (LATER as readonly string[]).includes(name);

/** Sends what was saved. Resolves with the answer, throws what the call throws. */
export async function sendCall(name: string, request: JsonObject): Promise<unknown> {
  const later = isLarge(name) ? (await import("@/shared/photos/calls")).photoCalls[name as (typeof LATER)[number]] : undefined;
  const found = later ?? calls[name as CallName];
  if (!found) throw new Error(`unknown call ${name}`);
  return found.send(request);
}

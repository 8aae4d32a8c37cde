// One typed client per service, all on the same origin. The session is a cookie that scripts cannot read.
import { Code, ConnectError, createClient, type Interceptor } from "@connectrpc/connect";
import { createConnectTransport } from "@connectrpc/connect-web";
import { CaseService } from "@/gen/diandan/hours/v1/case_service_pb";
import { LedgerService } from "@/gen/diandan/hours/v1/ledger_service_pb";
import { MatchingService } from "@/gen/diandan/matching/v1/matching_service_pb";
import { AttendanceService } from "@/gen/diandan/orders/v1/attendance_service_pb";
import { MenuService } from "@/gen/diandan/orders/v1/menu_service_pb";
import { NoticeService } from "@/gen/diandan/orders/v1/notice_service_pb";
import { OrderService } from "@/gen/diandan/orders/v1/order_service_pb";
import { RatingService } from "@/gen/diandan/orders/v1/rating_service_pb";
import { WishService } from "@/gen/diandan/orders/v1/wish_service_pb";
import { OrgService } from "@/gen/diandan/volunteers/v1/org_service_pb";
import { SignInService } from "@/gen/diandan/volunteers/v1/sign_in_service_pb";
import { TeamService } from "@/gen/diandan/volunteers/v1/team_service_pb";
import { VolunteerService } from "@/gen/diandan/volunteers/v1/volunteer_service_pb";
import { languageTag } from "@/shared/i18n";
import { positions, remember } from "./positions";

/** By this id a call is found in the logs of every service (services/base/trace.h). Also where the page is not secure. */
function newTrace(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

const headers: Interceptor = (next) => async (request) => {
  request.header.set("x-request-id", newTrace());
  request.header.set("accept-language", languageTag());
  request.header.set("diandan-session", "cookie");
  for (const position of positions()) request.header.append("diandan-after", position);
  const answer = await next(request);
  remember(answer.header.get("diandan-position"));
  remember(answer.trailer.get("diandan-position"));
  return answer;
};

// Renewing helps none of these; it does help asking who one is, as the app does when it is opened.
const OPENS_OR_ENDS = new Set([SignInService.method.signIn, SignInService.method.refresh, SignInService.method.signOut].map(({ name }) => name));

// Access lasts ten minutes; whoever finds it over renews it once and asks again.
const renewing: Interceptor = (next) => async (request) => {
  try {
    return await next(request);
  } catch (error) {
    if (ConnectError.from(error).code !== Code.Unauthenticated || OPENS_OR_ENDS.has(request.method.name)) throw error;
    if (!(await renew())) throw error;
    return next(request);
  }
};

// Pages asking at the same time share one renewal.
let renewal: Promise<boolean> | undefined;
export function renew(): Promise<boolean> {
  return renewal ?? renewBy(signIns.refresh({}));
}

/** Whoever finds access over meanwhile waits for `opening`, and asks again if it went well. */
export function renewBy(opening: Promise<unknown>): Promise<boolean> {
  renewal = opening
    .then(() => true, () => false)
    .finally(() => (renewal = undefined));
  return renewal;
}

/** For the clients that only one of the apps needs. */
export const transport = createConnectTransport({
  baseUrl: globalThis.location?.origin ?? "http://localhost",
  defaultTimeoutMs: 20_000,
  interceptors: [renewing, headers],
});

export const signIns = createClient(SignInService, transport);
export const orgs = createClient(OrgService, transport);
export const teams = createClient(TeamService, transport);
export const volunteers = createClient(VolunteerService, transport);
export const orders = createClient(OrderService, transport);
export const attendance = createClient(AttendanceService, transport);
export const menu = createClient(MenuService, transport);
export const ratings = createClient(RatingService, transport);
export const wishes = createClient(WishService, transport);
export const notices = createClient(NoticeService, transport);
export const matching = createClient(MatchingService, transport);
export const ledger = createClient(LedgerService, transport);
export const cases = createClient(CaseService, transport);

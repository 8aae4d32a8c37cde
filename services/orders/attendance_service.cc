#include "services/orders/attendance_service.h"

#include "services/base/codes.h"
#include "services/orders/completion_rules.h"
#include "services/orders/fact_rules.h"
#include "services/orders/read_order.h"
#include "services/orders/roster_rules.h"
#include "services/orders/settle_rules.h"

namespace diandan::orders {
namespace {

Key SessionKeyOf(const Keys& keys, CountyId county, const Uuid& session) {
  return SessionCodeKey(keys.CountyKey(county, Keys::Purpose::kCheckIn), session);
}

template <typename Request>
Bytes DeviceOf(const OrderSecrets& secrets, const rpc::Call& call, const Request& request) {
  return request.device().empty() ? Bytes() : Bytes{secrets.DeviceHash(call.county, request.device())};
}

// The rolling code is checked here, in the caller's thread: the rule never sees a key. One that arrives late
// cannot be typed again, so it is asked for how long it had been gone.
template <typename Request>
rpc::Prepare CheckFact(const OrderSecrets* secrets, const Request* request, Direction direction) {
  if (request->code().empty() && request->device().empty()) return nullptr;
  return [=](const rpc::Call& call) -> StatusOr<std::shared_ptr<const void>> {
    auto check = std::make_shared<FactCheck>();
    check->device = DeviceOf(*secrets, call, *request);
    if (request->code().empty()) return check;
    const Key key = SessionKeyOf(secrets->keys(), call.county, IdOf(request->session_id()));
    const absl::Time at = FromProto(request->observed_time());
    check->code_minute = MinuteOfRollingCode(key, direction, request->code(), at);
    check->code_fits = check->code_minute.has_value();
    if (!check->code_fits && call.now - at > kStillThere) {
      check->code_minute = MinuteOfRollingCode(key, direction, request->code(), at,
                                               static_cast<int>(absl::ToInt64Minutes(kOldCodes)));
    }
    return check;
  };
}

// Leader and station may show rolling codes without signal; nobody else gets the keys.
void AddKeys(const Keys& keys, const Work& work, const Uuid& order_id, v1::Roster& roster) {
  const OrderRow* order = work.Find<OrderRow>(order_id);
  bool may = (order->team_id && Leads(work.caller, work.county, *order->team_id)) ||
             CoversStation(work.caller, work.county, order->station_path, {Role::kClerk});
  if (!may) return;
  for (const SessionRow* session : work.Children<SessionRow>(order_id)) {
    if (!session->planned) continue;
    v1::SessionKey* out = roster.add_keys();
    out->set_session_id(session->id.ToString());
    out->set_key(std::string(SessionKeyOf(keys, work.county, session->id).bytes()));
  }
}

void ShowAttendance(const Work& work, const PairedAttendance& paired, v1::AttendanceView& view) {
  view.set_attendance_id(paired.attendance_id.ToString());
  view.set_session_id(paired.session.ToString());
  view.set_volunteer(ResourceNameOf(work.county, "volunteers", paired.volunteer));
  *view.mutable_start_time() = ToTimestamp(paired.start);
  if (paired.end) *view.mutable_end_time() = ToTimestamp(*paired.end);
  view.set_minutes(paired.minutes);
  view.set_in_how(paired.in_how);
  view.set_out_how(paired.out_how);
  for (v1::AttendanceFlag flag : paired.flags) view.add_flags(flag);
}

}  // namespace

grpc::ServerUnaryReactor* AttendanceServiceImpl::SetRoster(grpc::CallbackServerContext* context,
                                                           const v1::SetRosterRequest* request,
                                                           v1::Roster* roster) {
  return rpc::Mutate(home_, context, request, roster, SetRosterVerb());
}

grpc::ServerUnaryReactor* AttendanceServiceImpl::GetRoster(grpc::CallbackServerContext* context,
                                                           const v1::GetRosterRequest* request,
                                                           v1::Roster* roster) {
  return rpc::Read(home_, context, *request,
                   [=, this](const rpc::Call& call, db::Connection& connection) -> Status {
                     const Uuid order = IdOf(request->name());
                     return ReadOrder(call, connection, request->name(), "AttendanceService/GetRoster",
                                      TouchRoster, [&](const Work& work) {
                                        roster->Clear();
                                        ShowRoster(work, order, *roster);
                                        AddKeys(secrets_->keys(), work, order, *roster);
                                      });
                   });
}

grpc::ServerUnaryReactor* AttendanceServiceImpl::CheckIn(grpc::CallbackServerContext* context,
                                                         const v1::CheckInRequest* request, v1::Fact* fact) {
  return rpc::Mutate(home_, context, request, fact, CheckInVerb(),
                     CheckFact(secrets_, request, Direction::kIn), rpc::PrepareOn::kThisThread);
}

grpc::ServerUnaryReactor* AttendanceServiceImpl::CheckOut(grpc::CallbackServerContext* context,
                                                          const v1::CheckOutRequest* request,
                                                          v1::Fact* fact) {
  return rpc::Mutate(home_, context, request, fact, CheckOutVerb(),
                     CheckFact(secrets_, request, Direction::kOut), rpc::PrepareOn::kThisThread);
}

grpc::ServerUnaryReactor* AttendanceServiceImpl::RecordFacts(grpc::CallbackServerContext* context,
                                                             const v1::RecordFactsRequest* request,
                                                             v1::RecordFactsResponse* response) {
  rpc::Prepare check = nullptr;
  if (!request->device().empty()) {
    check = [=, this](const rpc::Call& call) -> StatusOr<std::shared_ptr<const void>> {
      return std::make_shared<FactCheck>(FactCheck{.device = DeviceOf(*secrets_, call, *request)});
    };
  }
  return rpc::Mutate(home_, context, request, response, RecordFactsVerb(), check,
                     rpc::PrepareOn::kThisThread);
}

grpc::ServerUnaryReactor* AttendanceServiceImpl::CompleteOrder(grpc::CallbackServerContext* context,
                                                               const v1::CompleteOrderRequest* request,
                                                               v1::Order* order) {
  auto hash = [=, this](const rpc::Call& call) -> StatusOr<std::shared_ptr<const void>> {
    // A slip of the finger shows in the check digit and costs no try.
    if (request->has_closing_code() && !ClosingCodeWellFormed(request->closing_code())) {
      return InvalidField("closing_code", request->closing_code(), "closing_code");
    }
    const Uuid id = IdOf(request->name());
    return std::make_shared<SecretHashes>(
        SecretHashes{secrets_->ClosingCodeHash(call.county, id, request->closing_code()),
                     secrets_->RatingSecretHash(call.county, id, request->rating_secret())});
  };
  return rpc::Mutate(home_, context, request, order, CompleteOrderVerb(), hash, rpc::PrepareOn::kThisThread);
}

grpc::ServerUnaryReactor* AttendanceServiceImpl::AbortService(grpc::CallbackServerContext* context,
                                                              const v1::AbortServiceRequest* request,
                                                              v1::Order* order) {
  return rpc::Mutate(home_, context, request, order, AbortServiceVerb());
}

grpc::ServerUnaryReactor* AttendanceServiceImpl::ListAttendances(grpc::CallbackServerContext* context,
                                                                 const v1::ListAttendancesRequest* request,
                                                                 v1::ListAttendancesResponse* response) {
  auto touch = [](const Uuid& order, Touches& touches) {
    touches.Add<OrderRow>(order);
    touches.AddChildren<AcceptanceRow>(order);
    TouchPicture(order, touches);
  };
  return rpc::Read(
      home_, context, *request, [=, this](const rpc::Call& call, db::Connection& connection) -> Status {
        return ReadOrder(call, connection, request->name(), "AttendanceService/ListAttendances", touch,
                         [&](const Work& work) {
                           response->Clear();
                           const OrderRow* order = work.Find<OrderRow>(IdOf(request->name()));
                           for (const AcceptanceRow* acceptance : work.Children<AcceptanceRow>(order->id)) {
                             for (const PairedAttendance& paired : Paired(work, *order, *acceptance)) {
                               ShowAttendance(work, paired, *response->add_attendances());
                             }
                           }
                         });
      });
}

}  // namespace diandan::orders

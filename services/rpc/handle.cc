#include "services/rpc/handle.h"

#include <algorithm>
#include <utility>

#include "absl/synchronization/notification.h"
#include "services/rpc/call_state.h"
#include "services/rpc/stream.h"

namespace diandan::rpc {
namespace {

using google::protobuf::Message;

// Ends a unary call; the state dies with the last function that holds it.
CallState::Next Answering(std::shared_ptr<CallState> state, grpc::ServerUnaryReactor* reactor) {
  return
      [state = std::move(state), reactor](const Status& status) { reactor->Finish(state->Finished(status)); };
}

db::Command CommandOf(const CallState& state, CountyId county, const Uuid& request_id, const Message& request,
                      Message& response, const Verb& verb) {
  db::Command command;
  command.county = county;
  command.request_id = request_id;
  command.request_hash = state.HashOf(request);
  command.caller = &state.call().caller;
  command.verb = &verb;
  command.request = &request;
  command.response = &response;
  command.received_at = state.call().now;
  command.deadline = state.ClockDeadline();
  return command;
}

void SubmitToLane(const std::shared_ptr<CallState>& state, Message& response, const Verb& verb,
                  std::shared_ptr<const void> extra, CallState::Next answer) {
  const Call& call = state->call();
  db::Command command = CommandOf(*state, call.county, call.request_id, state->request(), response, verb);
  command.extra = std::move(extra);
  command.done = [state, answer = std::move(answer), county = call.county](const Status& status,
                                                                           int64_t seq) {
    if (status.ok()) state->SetPosition(county, seq);
    answer(status);
  };
  call.home.lanes->Submit(std::move(command));
}

// The counties whose rows a read may see; row-level security knows nothing else of the caller.
std::vector<int32_t> VisibleTo(const Call& call) {
  const Caller& caller = call.caller;
  std::vector<int32_t> counties = caller.guest_counties;
  bool above = false;  // operators and auditors above the county
  // The operator's stands in county 0.
  if (caller.kind == Caller::Kind::kAccount) counties.push_back(caller.home_county);
  for (const Grant& grant : caller.grants) {
    if (IsInstallationWide(grant)) {
      above = true;
    } else if (grant.county != 0) {
      counties.push_back(grant.county);
    }
  }
  // Where the row lets anybody in, the rule asks for a secret, or answers with public data only.
  if (call.county != 0 && (above || call.access.anyone)) counties.push_back(call.county);
  std::sort(counties.begin(), counties.end());
  counties.erase(std::unique(counties.begin(), counties.end()), counties.end());
  return counties;
}

std::string VisibleCounties(const Call& call) {
  if (call.caller.kind != Caller::Kind::kService) return db::CountyList(VisibleTo(call));
  return call.county == 0 ? db::kAllCounties : db::CountyList({call.county});
}

}  // namespace

grpc::ServerUnaryReactor* MutateMessage(const Home& home, grpc::CallbackServerContext* context,
                                        const Message& request, Message& response, const Verb& verb,
                                        Prepare prepare, PrepareOn on) {
  auto* reactor = context->DefaultReactor();
  auto state = std::make_shared<CallState>(home, context, request);
  state->Enter([state, reactor, &response, &verb, prepare = std::move(prepare), on](const Status& status) {
    auto answer = Answering(state, reactor);
    const Call& call = state->call();
    if (!status.ok()) return answer(status);
    if (call.request_id.is_nil()) return answer(InvalidField("request_id", "", "required"));
    if (call.county == 0) return answer(Refuse(errors::v1::COUNTY_UNKNOWN));
    if (!prepare) return SubmitToLane(state, response, verb, nullptr, std::move(answer));
    auto extra = std::make_shared<std::shared_ptr<const void>>();
    auto make = [state, prepare, extra]() -> Status {
      DD_ASSIGN_OR_RETURN(*extra, prepare(state->call()));
      return absl::OkStatus();
    };
    auto submit = [state, extra, answer, &response, &verb](const Status& prepared) {
      if (!prepared.ok()) return answer(prepared);
      SubmitToLane(state, response, verb, std::move(*extra), answer);
    };
    if (on == PrepareOn::kThisThread) return submit(CallState::Here(make));
    state->OnPool(std::move(make), std::move(submit));
  });
  return reactor;
}

grpc::ServerUnaryReactor* Read(const Home& home, grpc::CallbackServerContext* context, const Message& request,
                               ReadBody body) {
  return Slow(home, context, request, [body = std::move(body)](const Call& call) {
    return db::TransactFor(*call.home.pool, VisibleCounties(call), /*read_only=*/true,
                           [&](db::Connection& connection) { return body(call, connection); });
  });
}

Status ReadCounty(const Call& call, const std::function<Status(db::Connection&)>& body) {
  std::vector<int32_t> counties = VisibleTo(call);
  const bool visible = call.caller.kind == Caller::Kind::kService ||
                       std::find(counties.begin(), counties.end(), call.county) != counties.end();
  counties.clear();
  if (visible) counties.push_back(call.county);
  return db::Transact(*call.home.pool, counties, /*read_only=*/true, body);
}

grpc::ServerUnaryReactor* Slow(const Home& home, grpc::CallbackServerContext* context, const Message& request,
                               SlowBody body) {
  auto* reactor = context->DefaultReactor();
  auto state = std::make_shared<CallState>(home, context, request);
  state->Enter([state, reactor, body = std::move(body)](const Status& status) {
    auto answer = Answering(state, reactor);
    if (!status.ok()) return answer(status);
    state->OnPool([state, body] { return body(state->call()); }, std::move(answer));
  });
  return reactor;
}

void EnterStream(const Home& home, grpc::CallbackServerContext* context, const Message& request,
                 SlowBody body, std::function<void(grpc::Status)> finish) {
  auto state = std::make_shared<CallState>(home, context, request);
  state->Enter([state, body = std::move(body), finish = std::move(finish)](const Status& status) {
    auto answer = [state, finish](const Status& s) { finish(state->Finished(s)); };
    if (!status.ok()) return answer(status);
    state->OnPool([state, body] { return body(state->call()); }, answer);
  });
}

Status RunInLane(const Call& call, CountyId county, const Uuid& request_id, const Message& request,
                 Message& response, const Verb& verb, std::shared_ptr<const void> extra) {
  db::Command command = CommandOf(*call.state, county, request_id, request, response, verb);
  command.extra = std::move(extra);
  Status answer;
  absl::Notification answered;
  command.done = [&](const Status& status, int64_t seq) {
    if (status.ok()) call.state->SetPosition(county, seq);
    answer = status;
    answered.Notify();
  };
  call.home.lanes->Submit(std::move(command));
  answered.WaitForNotification();
  return answer;
}

void SetPosition(const Call& call, CountyId county, int64_t seq) { call.state->SetPosition(county, seq); }

void LoadForRead(db::Connection& connection, const Home& home, const Touches& touches, Picture& picture) {
  db::Load(connection, *home.tables, touches, db::Lock::kNone, picture);
}

}  // namespace diandan::rpc

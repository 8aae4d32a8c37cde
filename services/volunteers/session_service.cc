#include "diandan/volunteers/v1/session_service.grpc.pb.h"
#include "services/rpc/serving.h"
#include "services/volunteers/account_rules.h"
#include "services/volunteers/common_rules.h"
#include "services/volunteers/serving.h"
#include "services/volunteers/session_rules.h"
#include "services/volunteers/session_store.h"

namespace diandan::volunteers {
namespace {

using Context = grpc::CallbackServerContext;
using Reactor = grpc::ServerUnaryReactor;

// Only ever about the account that calls.
class SessionServiceImpl final : public rpc::Serving<v1::SessionService> {
 public:
  explicit SessionServiceImpl(Parts& parts) : home_(parts.home) {
    Serve(this, &SessionServiceImpl::ListSessions, &SessionServiceImpl::EndSession,
          &SessionServiceImpl::EndAllSessions);
  }

  Reactor* ListSessions(Context* c, const v1::ListSessionsRequest* q, v1::ListSessionsResponse* r) {
    return rpc::Read(home_, c, *q, [r](const rpc::Call& call, db::Connection& connection) -> Status {
      const CountyId county = call.caller.home_county;
      ReadView view(call.home, connection, county, call.caller, call.now);
      view.Load([&](Touches& touches) { touches.Add<AccountRow>(call.caller.account); });
      const AccountRow* row = view.work().Find<AccountRow>(call.caller.account);
      if (row == nullptr) return Refuse(errors::v1::NOT_SIGNED_IN);
      r->Clear();
      for (const RefreshToken& token : LiveSignIns(connection, county, row->id, row->epoch, call.now))
        *r->add_sessions() = ShowSession(token);
      return absl::OkStatus();
    });
  }

  Reactor* EndSession(Context* c, const v1::EndSessionRequest* q, v1::EndSessionResponse* r) {
    return rpc::Slow(home_, c, *q, [this, q, r](const rpc::Call& call) {
      r->Clear();
      const CountyId county = call.caller.home_county;
      return db::Transact(*home_.pool, {county}, false, [&](db::Connection& connection) {
        RevokeOwnFamily(connection, county, call.caller.account, *ParseUuid(q->session_id()), call.now);
        return absl::OkStatus();
      });
    });
  }

  Reactor* EndAllSessions(Context* c, const v1::EndAllSessionsRequest* q, v1::EndAllSessionsResponse* r) {
    return rpc::Slow(home_, c, *q, [this, r](const rpc::Call& call) {
      r->Clear();
      v1::AccountChanged account;
      account.set_account_id(call.caller.account.ToString());
      return RunOwn(home_, call.caller, call.caller.home_county, call.request_id, account, kEndSessions,
                    nullptr);
    });
  }

 private:
  const rpc::Home& home_;
};

}  // namespace

std::unique_ptr<grpc::Service> MakeSessionService(Parts& parts) {
  return std::make_unique<SessionServiceImpl>(parts);
}

}  // namespace diandan::volunteers

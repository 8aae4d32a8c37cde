#include "diandan/volunteers/v1/second_factor_service.grpc.pb.h"
#include "services/rpc/serving.h"
#include "services/volunteers/account_rules.h"
#include "services/volunteers/account_seal.h"
#include "services/volunteers/common_rules.h"
#include "services/volunteers/second_factor.h"
#include "services/volunteers/second_factor_rules.h"
#include "services/volunteers/serving.h"
#include "services/volunteers/session_store.h"

namespace diandan::volunteers {
namespace {

using Context = grpc::CallbackServerContext;
using Reactor = grpc::ServerUnaryReactor;

// Rows of its own, locked one by one as those of sign-in; what ends sign-ins is an event of the account.
class SecondFactorServiceImpl final : public rpc::Serving<v1::SecondFactorService> {
 public:
  explicit SecondFactorServiceImpl(Parts& parts) : parts_(parts), home_(parts.home) {
    Serve(this, &SecondFactorServiceImpl::GetSecondFactor, &SecondFactorServiceImpl::SetUpSecondFactor,
          &SecondFactorServiceImpl::ConfirmSecondFactor, &SecondFactorServiceImpl::RemoveSecondFactor);
  }

  Reactor* GetSecondFactor(Context* c, const v1::GetSecondFactorRequest* q, v1::SecondFactor* r) {
    return rpc::Slow(home_, c, *q, [this, r](const rpc::Call& call) {
      return WithRows(call.caller.home_county, [&](db::Connection& connection) {
        r->Clear();
        const auto factor = FindFactor(connection, call.caller.home_county, call.caller.account);
        if (factor) *r = ShowFactor(*factor);
        return absl::OkStatus();
      });
    });
  }

  Reactor* SetUpSecondFactor(Context* c, const v1::SetUpSecondFactorRequest* q,
                             v1::SetUpSecondFactorResponse* r) {
    return rpc::Slow(home_, c, *q, [this, q, r](const rpc::Call& call) -> Status {
      const CountyId county = call.caller.home_county;
      SecondFactor factor;
      factor.county = county;
      factor.account = call.caller.account;
      factor.enrolment = *ParseUuid(q->request_id());
      std::string label;
      DD_RETURN_IF_ERROR(WithRows(county, [&](db::Connection& connection) -> Status {
        const auto known = LockFactor(connection, county, factor.account);
        const bool again = known && known->enrolment == factor.enrolment;
        if (known && known->confirmed_at && !again) return Refuse(errors::v1::SECOND_FACTOR_SET_UP);
        if (!again) StoreFactor(connection, factor);
        DD_ASSIGN_OR_RETURN(AccountRow row, Account(call, connection, county, factor.account));
        DD_ASSIGN_OR_RETURN(label, OpenSignInName(*parts_.keys, row));
        return absl::OkStatus();
      }));
      const std::string secret = FactorSecret(FactorKey(parts_, factor));
      r->set_secret(SecretText(secret));
      r->set_uri(SecretUri(secret, label));
      return absl::OkStatus();
    });
  }

  Reactor* ConfirmSecondFactor(Context* c, const v1::ConfirmSecondFactorRequest* q,
                               v1::ConfirmSecondFactorResponse* r) {
    return rpc::Slow(home_, c, *q, [this, q, r](const rpc::Call& call) {
      const CountyId county = call.caller.home_county;
      return WithRows(county, [&](db::Connection& connection) -> Status {
        r->Clear();
        auto factor = LockFactor(connection, county, call.caller.account);
        if (!factor) return Refuse(errors::v1::SECOND_FACTOR_MISSING);
        const Key key = FactorKey(parts_, *factor);
        // Sent again, the code is used up by the first time, and the answer that was lost is wanted.
        if (!factor->confirmed_at) {
          if (!TakeCode(key, q->one_time_code(), call.now, *factor))
            return InvalidField("one_time_code", "", "code_of_now");
          factor->confirmed_at = call.now;
          StoreFactor(connection, *factor);
        } else if (call.now - *factor->confirmed_at > kConfirmAgain) {
          return Refuse(errors::v1::SECOND_FACTOR_SET_UP);
        }
        for (int i = 0; i < kRecoveryCodes; ++i) r->add_recovery_codes(RecoveryCode(key, i));
        return absl::OkStatus();
      });
    });
  }

  Reactor* RemoveSecondFactor(Context* c, const v1::RemoveSecondFactorRequest* q, v1::SecondFactor* r) {
    return rpc::Slow(home_, c, *q, [this, q, r](const rpc::Call& call) -> Status {
      r->Clear();
      const Uuid id = IdOf(q->name());
      DD_RETURN_IF_ERROR(rpc::ReadCounty(call, [&](db::Connection& connection) -> Status {
        ReadView view(call, connection);
        view.Load([&](Touches& touches) { TouchAccount(id, touches); });
        const AccountRow* row = view.work().Find<AccountRow>(id);
        if (row == nullptr) return Refuse(errors::v1::NOT_FOUND, {{"name", q->name()}});
        return MaySetPassword(view.work(), *row);
      }));
      if (call.caller.account == id)
        DD_RETURN_IF_ERROR(
            PassSecondFactor(call, parts_, call.county, id, q->one_time_code(), call.request_id));
      bool there = false;
      DD_RETURN_IF_ERROR(WithRows(call.county, [&](db::Connection& connection) {
        there = LockFactor(connection, call.county, id).has_value();
        RemoveFactor(connection, call.county, id);
        return absl::OkStatus();
      }));
      if (!there) return absl::OkStatus();
      v1::AccountChanged account;
      account.set_account_id(id.ToString());
      return RunOwn(home_, call.caller, call.county, call.request_id, account, kEndSessions, nullptr);
    });
  }

 private:
  // How long after the first confirmation a repeat of it is still told the recovery codes.
  static constexpr absl::Duration kConfirmAgain = absl::Minutes(10);

  Status WithRows(CountyId county, const std::function<Status(db::Connection&)>& body) {
    return db::Transact(*home_.pool, {county}, false, body);
  }

  StatusOr<AccountRow> Account(const rpc::Call& call, db::Connection& connection, CountyId county,
                               const Uuid& id) {
    ReadView view(home_, connection, county, call.caller, call.now);
    view.Load([&](Touches& touches) { touches.Add<AccountRow>(id); });
    const AccountRow* row = view.work().Find<AccountRow>(id);
    if (row == nullptr) return Refuse(errors::v1::NOT_SIGNED_IN);
    return *row;
  }

  Parts& parts_;
  const rpc::Home& home_;
};

}  // namespace

std::unique_ptr<grpc::Service> MakeSecondFactorService(Parts& parts) {
  return std::make_unique<SecondFactorServiceImpl>(parts);
}

}  // namespace diandan::volunteers

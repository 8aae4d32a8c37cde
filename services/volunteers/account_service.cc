#include "diandan/volunteers/v1/account_service.grpc.pb.h"
#include "services/rpc/serving.h"
#include "services/volunteers/access_rules.h"
#include "services/volunteers/account_rules.h"
#include "services/volunteers/account_seal.h"
#include "services/volunteers/account_store.h"
#include "services/volunteers/common_rules.h"
#include "services/volunteers/password_tries.h"
#include "services/volunteers/serving.h"
#include "services/volunteers/session_rules.h"
#include "services/volunteers/session_store.h"

namespace diandan::volunteers {
namespace {

using Context = grpc::CallbackServerContext;
using Reactor = grpc::ServerUnaryReactor;

class AccountServiceImpl final : public rpc::Serving<v1::AccountService> {
 public:
  explicit AccountServiceImpl(Parts& parts) : parts_(parts), home_(parts.home) {
    Serve(this, &AccountServiceImpl::BootstrapCounty, &AccountServiceImpl::CreateAccount,
          &AccountServiceImpl::GetAccount, &AccountServiceImpl::ListAccounts,
          &AccountServiceImpl::SetPassword, &AccountServiceImpl::GrantRole, &AccountServiceImpl::RevokeRole,
          &AccountServiceImpl::DisableAccount, &AccountServiceImpl::EnableAccount);
  }

  Reactor* BootstrapCounty(Context* c, const v1::BootstrapCountyRequest* q, v1::Account* r) {
    return CreateNamed(c, *q, *r, kBootstrapCounty, [](const rpc::Call&) { return absl::OkStatus(); });
  }
  Reactor* CreateAccount(Context* c, const v1::CreateAccountRequest* q, v1::Account* r) {
    // Whether a name is taken is told to nobody who may not give it.
    return CreateNamed(c, *q, *r, kCreateAccount, [this, q](const rpc::Call& call) {
      return rpc::ReadCounty(call, [&](db::Connection& connection) {
        ReadView view(call, connection);
        view.Load([&](Touches& touches) { TouchCreateAccount(*q, touches); });
        return MayCreateAccount(view.work(), *q);
      });
    });
  }

  Reactor* GetAccount(Context* c, const v1::GetAccountRequest* q, v1::Account* r) {
    return rpc::Read(home_, c, *q, [this, q, r](const rpc::Call& call, db::Connection& connection) -> Status {
      const Uuid id = IdOf(q->name());
      const bool own = call.caller.account == id;
      if (!own && !MayList(call)) return Refuse(errors::v1::NOT_ALLOWED, {{"needed", "COUNTY_ADMIN"}});
      ReadView view(call, connection);
      view.Load([&](Touches& touches) { TouchAccount(id, touches); });
      const AccountRow* row = view.work().Find<AccountRow>(id);
      if (row == nullptr) return Refuse(errors::v1::NOT_FOUND, {{"name", q->name()}});
      return Show(view.work(), *row, own, *r);
    });
  }

  Reactor* ListAccounts(Context* c, const v1::ListAccountsRequest* q, v1::ListAccountsResponse* r) {
    return rpc::Read(home_, c, *q, [this, q, r](const rpc::Call& call, db::Connection& connection) -> Status {
      DD_ASSIGN_OR_RETURN(Page page, PageOf(*q));
      const std::string role = q->role() == v1::ROLE_UNSPECIFIED ? "" : v1::Role_Name(q->role());
      auto rows = volunteers::ListAccounts(connection, call.county, role, call.now, page);
      r->Clear();
      r->set_next_page_token(CutPage(*q, page, rows, [](const AccountRow& row) {
        return std::vector<std::string>{
            absl::FormatTime(absl::RFC3339_full, row.created_at, absl::UTCTimeZone()), row.id.ToString()};
      }));
      ReadView view(call, connection);
      view.Load([&](Touches& touches) {
        for (const AccountRow& row : rows) touches.AddChildren<GrantRow>(row.id);
      });
      for (const AccountRow& row : rows)
        DD_RETURN_IF_ERROR(Show(view.work(), row, false, *r->add_accounts()));
      return absl::OkStatus();
    });
  }

  Reactor* SetPassword(Context* c, const v1::SetPasswordRequest* q, v1::Account* r) {
    // Not by Mutate: the operator's account stands in county 0, which no other mutation may name.
    return rpc::Slow(home_, c, *q, [this, q, r](const rpc::Call& call) -> Status {
      DD_ASSIGN_OR_RETURN(std::shared_ptr<const void> made, HashNew(call, *q));
      return rpc::RunInLane(call, call.county, call.request_id, *q, *r, kSetPassword, std::move(made));
    });
  }
  Reactor* GrantRole(Context* c, const v1::GrantRoleRequest* q, v1::Account* r) {
    return rpc::Mutate(home_, c, q, r, kGrantRole);
  }
  Reactor* RevokeRole(Context* c, const v1::RevokeRoleRequest* q, v1::Account* r) {
    return rpc::Mutate(home_, c, q, r, kRevokeRole);
  }
  Reactor* DisableAccount(Context* c, const v1::DisableAccountRequest* q, v1::Account* r) {
    return rpc::Mutate(home_, c, q, r, kDisableAccount);
  }
  Reactor* EnableAccount(Context* c, const v1::EnableAccountRequest* q, v1::Account* r) {
    return rpc::Mutate(home_, c, q, r, kEnableAccount);
  }

 private:
  static bool MayList(const rpc::Call& call) {
    return HoldsInCounty(call.caller, call.county, {Role::kCountyAdmin, Role::kAuditor}) ||
           MustHold(call.caller, call.county, {Role::kOperator}, {}).ok();
  }

  Status Show(const Work& work, const AccountRow& row, bool own, v1::Account& out) const {
    out = ShowAccount(work, row);
    DD_ASSIGN_OR_RETURN(std::string name, OpenSignInName(*parts_.keys, row));
    out.set_sign_in_name(own ? name : MaskSignInName(name));
    return absl::OkStatus();
  }

  // The name is claimed in the directory first, since no county's lane can see the others' names; a refused
  // command gives it back.
  template <typename Request>
  Reactor* CreateNamed(Context* c, const Request& q, v1::Account& r, const Verb& verb, rpc::SlowBody may) {
    return rpc::Slow(
        home_, c, q, [this, &q, &r, &verb, may = std::move(may)](const rpc::Call& call) -> Status {
          DD_RETURN_IF_ERROR(may(call));
          const Uuid id = *ParseUuid(q.account_id());
          const std::string name = NormalSignInName(q.sign_in_name());
          DD_RETURN_IF_ERROR(CheckSignInName("sign_in_name", name));
          DD_RETURN_IF_ERROR(CheckPassword(q.password(), {name, q.display_name()}));
          DD_ASSIGN_OR_RETURN(
              std::shared_ptr<NewAccount> made,
              SealAccount(*parts_.keys, parts_.gate, parts_.cost, call.county, id, name, q.password()));
          const Bytes index = NameIndexOf(*parts_.keys, name);
          DD_RETURN_IF_ERROR(Claim(index, {call.county, id, call.now}));
          Status status = rpc::RunInLane(call, call.county, call.request_id, q, r, verb, made);
          if (!status.ok() && !Exists(call.county, id)) Release(index, id);
          return status;
        });
  }

  // A claim whose account never came (the server stopped in between) is free again after ten minutes.
  Status Claim(const Bytes& index, const AccountName& claim) {
    bool ours = false;
    std::optional<AccountName> holder;
    DD_RETURN_IF_ERROR(db::Transact(*home_.pool, {claim.county}, false, [&](db::Connection& connection) {
      ours = ClaimName(connection, index, claim);
      if (!ours) holder = WhoseName(connection, index);
      return absl::OkStatus();
    }));
    if (ours) return absl::OkStatus();
    if (holder && holder->claimed_at < claim.claimed_at - absl::Minutes(10) &&
        !Exists(holder->county, holder->account)) {
      Release(index, holder->account);
      return Claim(index, claim);
    }
    return Refuse(errors::v1::SIGN_IN_NAME_TAKEN);
  }

  // True also when the database cannot tell: a claim is only given up when it is surely nobody's.
  bool Exists(CountyId county, const Uuid& account) {
    bool found = true;
    const Caller self = OwnCaller();
    db::Transact(*home_.pool, {county}, true, [&](db::Connection& connection) {
      ReadView view(home_, connection, county, self, home_.clock->Now());
      view.Load([&](Touches& touches) { touches.Add<AccountRow>(account); });
      found = view.work().Find<AccountRow>(account) != nullptr;
      return absl::OkStatus();
    }).IgnoreError();
    return found;
  }

  void Release(const Bytes& index, const Uuid& account) {
    // Left behind, the claim frees itself later.
    db::Transact(*home_.pool, {}, false, [&](db::Connection& connection) {
      ReleaseName(connection, index, account);
      return absl::OkStatus();
    }).IgnoreError();
  }

  StatusOr<std::shared_ptr<const void>> HashNew(const rpc::Call& call, const v1::SetPasswordRequest& q) {
    const Uuid id = IdOf(q.name());
    AccountRow row;
    DD_RETURN_IF_ERROR(rpc::ReadCounty(call, [&](db::Connection& connection) -> Status {
      ReadView view(call, connection);
      view.Load([&](Touches& touches) { TouchAccount(id, touches); });
      const AccountRow* found = view.work().Find<AccountRow>(id);
      if (found == nullptr) return Refuse(errors::v1::NOT_FOUND, {{"name", q.name()}});
      row = *found;
      // Before the name is opened: whether a password holds it would tell it to anybody who tries.
      return MaySetPassword(view.work(), *found);
    }));
    DD_ASSIGN_OR_RETURN(std::string name, OpenSignInName(*parts_.keys, row));
    DD_RETURN_IF_ERROR(CheckPassword(q.new_password(), {name, row.display_name}));
    auto made = std::make_shared<NewPassword>();
    if (call.caller.account == id) {
      DD_ASSIGN_OR_RETURN(made->old_fits, FitsOwn(call, row, q.old_password()));
    }
    DD_ASSIGN_OR_RETURN(made->password, parts_.gate.Hash(q.new_password(), parts_.cost));
    return std::shared_ptr<const void>(made);
  }

  // Whoever finds a machine signed in must not guess on it.
  StatusOr<bool> FitsOwn(const rpc::Call& call, const AccountRow& row, const std::string& password) {
    const PasswordTries tries(call, DeriveUuid(row.id, "own password"));
    DD_RETURN_IF_ERROR(tries.Take());
    const StatusOr<bool> fits = parts_.gate.Verify(row.password, password, parts_.cost);
    if (!fits.ok()) {
      DD_RETURN_IF_ERROR(tries.GiveBack());
    } else if (*fits) {
      DD_RETURN_IF_ERROR(tries.Forget());
    }
    return fits;
  }

  Parts& parts_;
  const rpc::Home& home_;
};

}  // namespace

std::unique_ptr<grpc::Service> MakeAccountService(Parts& parts) {
  return std::make_unique<AccountServiceImpl>(parts);
}

}  // namespace diandan::volunteers

// Signing in: count the try → look up the name → check the password → give tokens. Nothing here takes the
// lane but a sign-out everywhere, which is an event.
#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "diandan/volunteers/v1/sign_in_service.grpc.pb.h"
#include "services/rpc/asker.h"
#include "services/rpc/follower.h"
#include "services/rpc/serving.h"
#include "services/volunteers/account_rules.h"
#include "services/volunteers/account_seal.h"
#include "services/volunteers/common_rules.h"
#include "services/volunteers/org_rules.h"
#include "services/volunteers/password_tries.h"
#include "services/volunteers/second_factor.h"
#include "services/volunteers/serving.h"
#include "services/volunteers/session_rules.h"
#include "services/volunteers/session_store.h"

namespace diandan::volunteers {
namespace {

using Context = grpc::CallbackServerContext;
using Reactor = grpc::ServerUnaryReactor;

constexpr size_t kSecretSize = 32;

// An account with its grants, as the answers say it.
struct Known {
  bool found = false;
  AccountRow row;
  v1::WhoAmIResponse who;
};

class SignInServiceImpl final : public rpc::Serving<v1::SignInService> {
 public:
  explicit SignInServiceImpl(Parts& parts) : parts_(parts), home_(parts.home) {
    Serve(this, &SignInServiceImpl::SignIn, &SignInServiceImpl::Refresh, &SignInServiceImpl::SignOut,
          &SignInServiceImpl::WhoAmI);
  }

  Reactor* SignIn(Context* c, const v1::SignInRequest* q, v1::SignInResponse* r) {
    return rpc::Slow(home_, c, *q, [this, q, r, place = rpc::AskerOf(*c)](const rpc::Call& call) -> Status {
      const Bytes index = NameIndexOf(*parts_.keys, NormalSignInName(q->sign_in_name()));
      // Names that exist and names that do not are counted alike.
      const PasswordTries tries(
          call, DeriveUuid(CountyId{0}, absl::StrCat(absl::BytesToHexString(index.data), "/", place)));
      DD_RETURN_IF_ERROR(tries.Take());
      DD_ASSIGN_OR_RETURN(Known known, FindByName(index, call.now));
      const StatusOr<bool> fits = parts_.gate.Verify(known.row.password, q->password(), parts_.cost);
      if (!fits.ok()) {
        DD_RETURN_IF_ERROR(tries.GiveBack());
        return fits.status();
      }
      if (!known.found || !*fits) return Refuse(errors::v1::SIGN_IN_FAILED);
      if (known.row.disabled) return Refuse(errors::v1::ACCOUNT_DISABLED);
      const CountyId county = known.row.county_id;
      DD_RETURN_IF_ERROR(
          PassSecondFactor(call, parts_, county, known.row.id, q->one_time_code(), call.request_id));
      DD_RETURN_IF_ERROR(tries.Forget());
      DD_RETURN_IF_ERROR(WithRows(county, [&](db::Connection& connection) {
        r->Clear();
        NoteSignIn(connection, county, known.row.id, call.now);
        RefreshToken first;
        first.family = NewUuid(call.now);
        if (!call.request_id.is_nil()) {
          // Sent again, it is the same sign-in, and what was lost is worth nothing.
          first.family = DeriveUuid(known.row.id, absl::StrCat("sign in/", call.request_id.ToString()));
          RevokeUnused(connection, county, first.family, call.now);
        }
        // An app of tomorrow may know kinds that this server does not.
        first.device = v1::DeviceKind_Name(v1::DeviceKind_IsValid(q->device()) ? q->device()
                                                                               : v1::DEVICE_KIND_UNSPECIFIED);
        first.signed_in_at = call.now;
        GiveTokens(connection, known, first, call.now, *r);
        return absl::OkStatus();
      }));
      AwaitOwnFollowing(call, county);
      return absl::OkStatus();
    });
  }

  Reactor* Refresh(Context* c, const v1::RefreshRequest* q, v1::SignInResponse* r) {
    return rpc::Slow(home_, c, *q, [this, q, r](const rpc::Call& call) -> Status {
      auto claim = ParseRefresh(q->refresh_token());
      if (!claim) return Refuse(errors::v1::NOT_SIGNED_IN);
      // A refusal must keep what it revoked, so the body commits and the refusal follows.
      Status refusal;
      DD_RETURN_IF_ERROR(WithRows(claim->county, [&](db::Connection& connection) {
        r->Clear();
        refusal = RefreshOne(connection, *claim, *ParseUuid(q->request_id()), call.now, *r);
        return absl::OkStatus();
      }));
      return refusal;
    });
  }

  Reactor* SignOut(Context* c, const v1::SignOutRequest* q, v1::SignOutResponse* r) {
    return rpc::Slow(home_, c, *q, [this, q, r](const rpc::Call& call) -> Status {
      r->Clear();
      auto claim = ParseRefresh(q->refresh_token());
      if (!claim) return absl::OkStatus();  // signed out is what was asked for
      std::optional<RefreshToken> token;
      DD_RETURN_IF_ERROR(WithRows(claim->county, [&](db::Connection& connection) {
        token = FindToken(connection, *claim);
        if (token) RevokeFamily(connection, claim->county, token->family, call.now);
        return absl::OkStatus();
      }));
      if (!token || !q->everywhere()) return absl::OkStatus();
      Caller self;
      self.kind = Caller::Kind::kAccount;
      self.account = token->account;
      self.subject = "accounts/" + token->account.ToString();
      v1::AccountChanged account;
      account.set_account_id(token->account.ToString());
      return RunOwn(home_, self, claim->county, *ParseUuid(q->request_id()), account, kEndSessions, nullptr);
    });
  }

  Reactor* WhoAmI(Context* c, const v1::WhoAmIRequest* q, v1::WhoAmIResponse* r) {
    return rpc::Slow(home_, c, *q, [this, r](const rpc::Call& call) -> Status {
      return WithRows(call.caller.home_county, [&](db::Connection& connection) -> Status {
        Known known = ReadAccount(connection, call.caller.home_county, call.caller.account, call.now);
        if (!known.found) return Refuse(errors::v1::NOT_SIGNED_IN);
        *r = known.who;
        return absl::OkStatus();
      });
    });
  }

 private:
  Status WithRows(CountyId county, const std::function<Status(db::Connection&)>& body) {
    return db::Transact(*home_.pool, {county}, false, body);
  }

  // The same statements for unknown names, so that time tells nothing.
  StatusOr<Known> FindByName(const Bytes& index, absl::Time now) {
    AccountName name;
    DD_RETURN_IF_ERROR(WithRows(0, [&](db::Connection& connection) {
      name = WhoseName(connection, index).value_or(AccountName{});
      return absl::OkStatus();
    }));
    Known known;
    DD_RETURN_IF_ERROR(WithRows(name.county, [&](db::Connection& connection) {
      known = ReadAccount(connection, name.county, name.account, now);
      return absl::OkStatus();
    }));
    return known;
  }

  Known ReadAccount(db::Connection& connection, CountyId county, const Uuid& id, absl::Time now) {
    const Caller self = OwnCaller();
    ReadView view(home_, connection, county, self, now);
    const Uuid centre = OrgIdOf(county, absl::StrCat(county));
    view.Load([&](Touches& touches) {
      TouchAccount(id, touches);
      touches.Add<OrgRow>(centre);
    });
    Known known;
    const AccountRow* row = view.work().Find<AccountRow>(id);
    if (row == nullptr) return known;
    known.found = true;
    known.row = *row;
    known.who.set_account(ResourceNameOf(county, "accounts", id));
    known.who.set_display_name(row->display_name);
    if (row->volunteer_id) known.who.set_volunteer(ResourceNameOf(county, "volunteers", *row->volunteer_id));
    known.who.set_county_id(county);
    if (const OrgRow* org = view.work().Find<OrgRow>(centre)) known.who.set_county_name(org->display_name);
    *known.who.mutable_grants() = ChangedAccount(view.work(), *row).grants();
    return known;
  }

  // `before`: of the same sign-in.
  void GiveTokens(db::Connection& connection, const Known& known, const RefreshToken& before, absl::Time now,
                  v1::SignInResponse& r) {
    Claims claims;
    claims.subject = "accounts/" + known.row.id.ToString();
    claims.county = known.row.county_id;
    claims.volunteer = known.row.volunteer_id.value_or(Uuid{});
    claims.epoch = known.row.epoch;
    claims.issued = absl::FromUnixSeconds(absl::ToUnixSeconds(now));
    claims.expiry = claims.issued + kAccessLives;
    const std::string secret = RandomBytes(kSecretSize);
    RefreshToken token;
    token.county = known.row.county_id;
    token.id = NewUuid(now);
    token.family = before.family;
    token.device = before.device;
    token.signed_in_at = before.signed_in_at;
    token.account = known.row.id;
    token.secret_hash = {Sha256(secret)};
    token.epoch = known.row.epoch;
    token.issued_at = now;
    token.expires_at = now + kRefreshLives;
    InsertRefreshToken(connection, token);
    r.set_access_token(IssueToken(parts_.token_key, claims));
    *r.mutable_access_expire_time() = ToTimestamp(claims.expiry);
    r.set_refresh_token(RefreshText(token, secret));
    *r.mutable_refresh_expire_time() = ToTimestamp(token.expires_at);
    *r.mutable_who() = known.who;
  }

  // Locked; nothing when the secret is not the one that was given out.
  static std::optional<RefreshToken> FindToken(db::Connection& connection, const RefreshClaim& claim) {
    auto token = LockRefreshToken(connection, claim.county, claim.id);
    if (token && !ConstantTimeEqual(token->secret_hash.data, Sha256(claim.secret))) token.reset();
    return token;
  }

  Status RefreshOne(db::Connection& connection, const RefreshClaim& claim, const Uuid& request_id,
                    absl::Time now, v1::SignInResponse& r) {
    auto token = FindToken(connection, claim);
    if (!token) return Refuse(errors::v1::NOT_SIGNED_IN);
    Known known = ReadAccount(connection, token->county, token->account, now);
    if (!known.found) return Refuse(errors::v1::NOT_SIGNED_IN);
    if (known.row.disabled) return Refuse(errors::v1::ACCOUNT_DISABLED);
    switch (Judge(*token, request_id, known.row.epoch, now)) {
      case RefreshVerdict::kDead:
        return Refuse(errors::v1::NOT_SIGNED_IN);
      case RefreshVerdict::kReused:
        RevokeFamily(connection, token->county, token->family, now);
        return Refuse(errors::v1::REFRESH_REUSED);
      case RefreshVerdict::kRepeat:
        RevokeUnused(connection, token->county, token->family, now);
        break;
      case RefreshVerdict::kRenew:
        MarkUsed(connection, *token, request_id, now);
        break;
    }
    GiveTokens(connection, known, *token, now, r);
    return absl::OkStatus();
  }

  // An account made a moment ago is known to the doors of this service once it has followed itself, and to
  // other services once they have followed this position.
  void AwaitOwnFollowing(const rpc::Call& call, CountyId county) {
    int64_t seq = 0;
    WithRows(county, [&](db::Connection& connection) {
      seq = LastSeq(connection, county);
      return absl::OkStatus();
    }).IgnoreError();
    rpc::SetPosition(call, county, seq);
    if (home_.progress == nullptr) return;
    absl::Notification reached;
    home_.progress->When(home_.service, county, seq, absl::Now() + absl::Seconds(2),
                         [&](bool) { reached.Notify(); });
    reached.WaitForNotification();
  }

  Parts& parts_;
  const rpc::Home& home_;
};

}  // namespace

std::unique_ptr<grpc::Service> MakeSignInService(Parts& parts) {
  return std::make_unique<SignInServiceImpl>(parts);
}

}  // namespace diandan::volunteers

#include "services/rpc/access_book.h"

#include <utility>

#include "absl/synchronization/mutex.h"
#include "diandan/volunteers/v1/events.pb.h"
#include "google/protobuf/util/time_util.h"
#include "services/db/table.h"
#include "services/rpc/recent_cache.h"

namespace diandan::rpc {
namespace {

using volunteers::v1::AccountChanged;

Uuid IdOrNil(const std::string& text) {
  auto id = ParseUuid(text);
  return id.ok() ? *id : Uuid{};
}

Access::TimedGrant TimedGrantFrom(const volunteers::v1::Grant& proto) {
  Access::TimedGrant timed;
  Grant& grant = timed.grant;
  grant.role = RoleFromName(volunteers::v1::Role_Name(proto.role()));
  grant.county = proto.county_id();
  switch (proto.scope_case()) {
    case volunteers::v1::Grant::kTeamId:
      grant.scope = ScopeKind::kTeam;
      grant.id = IdOrNil(proto.team_id());
      break;
    case volunteers::v1::Grant::kUnitId:
      grant.scope = ScopeKind::kUnit;
      grant.id = IdOrNil(proto.unit_id());
      break;
    case volunteers::v1::Grant::kSelfVolunteerId:
      grant.scope = ScopeKind::kSelf;
      grant.id = IdOrNil(proto.self_volunteer_id());
      break;
    case volunteers::v1::Grant::kOrgPath:
    case volunteers::v1::Grant::SCOPE_NOT_SET:
      grant.scope = ScopeKind::kOrg;
      grant.org_path = proto.org_path();
      break;
  }
  timed.valid_until = proto.has_valid_until()
                          ? absl::FromUnixMicros(google::protobuf::util::TimeUtil::TimestampToMicroseconds(
                                proto.valid_until()))
                          : absl::InfiniteFuture();
  return timed;
}

std::shared_ptr<const Access> FromRow(const AccessAccountRow& row) {
  auto access = std::make_shared<Access>();
  access->known = true;
  access->epoch = row.epoch;
  access->disabled = row.disabled;
  access->volunteer = row.volunteer_id.value_or(Uuid{});
  AccountChanged stored;
  stored.ParseFromString(row.grants.data);
  for (const auto& grant : stored.grants()) access->grants.push_back(TimedGrantFrom(grant));
  access->guest_counties.assign(stored.guest_counties().begin(), stored.guest_counties().end());
  return access;
}

void TouchAccount(const AccountChanged& changed, Touches& touches) {
  touches.Add<AccessAccountRow>(IdOrNil(changed.account_id()));
}

// The event holds the whole present state, so the row is overwritten.
Status KeepAccount(Work& work, const events::v1::Event&, const AccountChanged& changed) {
  DD_ASSIGN_OR_RETURN(Uuid account, ParseUuid(changed.account_id()));
  AccessAccountRow* row = work.Change<AccessAccountRow>(account);
  if (row == nullptr) {
    AccessAccountRow fresh;
    fresh.id = account;
    row = &work.Insert(std::move(fresh));
  }
  AccountChanged kept;
  *kept.mutable_grants() = changed.grants();
  *kept.mutable_guest_counties() = changed.guest_counties();
  row->epoch = changed.epoch();
  row->disabled = changed.disabled();
  row->volunteer_id.reset();
  if (Uuid volunteer = IdOrNil(changed.volunteer_id()); !volunteer.is_nil()) row->volunteer_id = volunteer;
  row->grants.data = kept.SerializeAsString();
  return absl::OkStatus();
}

}  // namespace

class AccessBook::Impl {
 public:
  Impl(db::Pool* pool, size_t max_accounts) : pool_(pool), cache_(max_accounts) {}

  std::shared_ptr<const Access> Cached(CountyId county, const Uuid& account) {
    absl::MutexLock lock(&mutex_);
    const auto* found = cache_.Find({county, account});
    return found == nullptr ? nullptr : *found;
  }

  StatusOr<std::shared_ptr<const Access>> Load(CountyId county, const Uuid& account) {
    if (auto cached = Cached(county, account)) return cached;
    const int64_t forgotten = Forgotten();
    Picture picture;
    Touches touches;
    touches.set_county(county);
    touches.Add<AccessAccountRow>(account);
    Status status = db::Transact(*pool_, {county}, true, [&](db::Connection& connection) {
      picture = Picture();
      db::Load(connection, tables_, touches, db::Lock::kNone, picture);
      return absl::OkStatus();
    });
    if (!status.ok()) return status;
    const AccessAccountRow* row = picture.Rows<AccessAccountRow>().Find(county, account);
    // An account that is not known yet is not remembered: it may arrive any moment.
    if (row == nullptr) return std::make_shared<const Access>();
    auto access = FromRow(*row);
    absl::MutexLock lock(&mutex_);
    // Something was forgotten while we read: what we read may be what had to be forgotten.
    if (forgotten == forgotten_) cache_.Put({county, account}, access);
    return access;
  }

  void Forget(CountyId county, const Uuid& account) {
    absl::MutexLock lock(&mutex_);
    ++forgotten_;
    const auto* found = cache_.Find({county, account});
    if (found != nullptr && changed_) changed_(**found);
    cache_.Erase({county, account});
  }

  void OnChange(std::function<void(const Access&)> changed) {
    absl::MutexLock lock(&mutex_);
    changed_ = std::move(changed);
  }

 private:
  int64_t Forgotten() {
    absl::MutexLock lock(&mutex_);
    return forgotten_;
  }

  db::Pool* const pool_;
  const db::Tables tables_ = db::MakeTables<AccessAccountRow>();
  absl::Mutex mutex_;
  RecentCache<RowKey, std::shared_ptr<const Access>> cache_;
  int64_t forgotten_ = 0;
  std::function<void(const Access&)> changed_;
};

AccessBook::AccessBook(db::Pool* pool, size_t max_accounts)
    : impl_(std::make_unique<Impl>(pool, max_accounts)) {}
AccessBook::~AccessBook() = default;

std::shared_ptr<const Access> AccessBook::Cached(CountyId home_county, const Uuid& account) const {
  return impl_->Cached(home_county, account);
}
StatusOr<std::shared_ptr<const Access>> AccessBook::Load(CountyId home_county, const Uuid& account) {
  return impl_->Load(home_county, account);
}
void AccessBook::Forget(CountyId home_county, const Uuid& account) { impl_->Forget(home_county, account); }
void AccessBook::OnChange(std::function<void(const Access&)> changed) { impl_->OnChange(std::move(changed)); }

EventHandlers AccessBook::Handlers() {
  EventHandler handler = MakeHandler<AccountChanged>(TouchAccount, KeepAccount);
  handler.after = [this](const events::v1::Event& event, const google::protobuf::Message& payload) {
    Forget(event.position().county_id(), IdOrNil(static_cast<const AccountChanged&>(payload).account_id()));
  };
  return {{AccountChanged::descriptor()->full_name(), handler}};
}

}  // namespace diandan::rpc

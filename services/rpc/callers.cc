#include "services/rpc/callers.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/synchronization/mutex.h"
#include "services/base/trace.h"
#include "services/base/unsigned_bytes.h"
#include "services/rpc/recent_cache.h"

namespace diandan::rpc {
namespace {

constexpr size_t kMaxAfter = 16;
constexpr size_t kMaxOnBehalf = 100;
constexpr absl::string_view kAccountPrefix = "accounts/";
constexpr absl::string_view kServicePrefix = "service:";

using TokenHash = std::array<uint8_t, crypto_generichash_BYTES>;

TokenHash HashToken(absl::string_view token) {
  TokenHash hash;
  crypto_generichash(hash.data(), hash.size(), Unsigned(token), token.size(), nullptr, 0);
  return hash;
}

absl::string_view View(grpc::string_ref text) { return {text.data(), text.size()}; }

}  // namespace

std::string PositionText(const std::string& service, CountyId county, int64_t seq) {
  return absl::StrCat(service, "/", county, "/", seq);
}

std::optional<events::v1::Position> ParsePosition(absl::string_view text) {
  const size_t last = text.rfind('/');
  const size_t first = text.find('/');
  int32_t county = 0;
  int64_t seq = 0;
  if (first == 0 || first == last || last == absl::string_view::npos ||
      !absl::SimpleAtoi(text.substr(first + 1, last - first - 1), &county) ||
      !absl::SimpleAtoi(text.substr(last + 1), &seq)) {
    return std::nullopt;
  }
  events::v1::Position position;
  position.set_service(std::string(text.substr(0, first)));
  position.set_county_id(county);
  position.set_seq(seq);
  return position;
}

CallMetadata ReadMetadata(const grpc::ServerContextBase& context) {
  CallMetadata out;
  const auto& metadata = context.client_metadata();
  if (auto it = metadata.find(kAuthorizationKey); it != metadata.end()) {
    absl::string_view value = View(it->second);
    if (absl::ConsumePrefix(&value, "Bearer ")) out.token = value;
  }
  if (auto it = metadata.find(kOnBehalfKey); it != metadata.end()) out.on_behalf_of = View(it->second);
  if (auto it = metadata.find(kLanguageKey); it != metadata.end())
    out.language = LanguageOf(View(it->second));
  if (auto it = metadata.find(kTraceKey); it != metadata.end() && TraceFits(View(it->second)))
    out.trace = View(it->second);
  const auto [begin, end] = metadata.equal_range(kAfterKey);
  for (auto it = begin; it != end && out.after.size() < kMaxAfter; ++it) {
    if (auto position = ParsePosition(View(it->second))) out.after.push_back(*std::move(position));
  }
  return out;
}

class Callers::Impl {
 public:
  explicit Impl(Options options) : options_(std::move(options)), verified_(options_.max_tokens) {}

  std::optional<StatusOr<Caller>> Find(const CallMetadata& metadata) {
    if (metadata.token.empty()) return Nobody(metadata);
    StatusOr<Identity> identity = Verify(metadata.token);
    if (!identity.ok()) return identity.status();
    if (!identity->service.empty()) return ServiceCaller(*identity, metadata);
    if (options_.book == nullptr) return Refuse(errors::v1::NOT_SIGNED_IN);
    auto access = options_.book->Cached(identity->county, identity->account);
    if (access == nullptr) return std::nullopt;
    return AccountCaller(*identity, *access, metadata);
  }

  StatusOr<Caller> Load(const CallMetadata& metadata) {
    if (auto found = Find(metadata)) return *std::move(found);
    DD_ASSIGN_OR_RETURN(Identity identity, Verify(metadata.token));
    DD_ASSIGN_OR_RETURN(auto access, options_.book->Load(identity.county, identity.account));
    return AccountCaller(identity, *access, metadata);
  }

 private:
  struct Identity {
    std::string subject;
    std::string service;  // empty for accounts
    Uuid account;
    CountyId county = 0;
    int32_t epoch = 0;
    absl::Time expiry;
  };

  StatusOr<Identity> Verify(absl::string_view token) {
    const absl::Time now = options_.clock->Now();
    const TokenHash hash = HashToken(token);
    {
      absl::MutexLock lock(&mutex_);
      if (const Identity* known = verified_.Find(hash)) {
        if (known->expiry <= now) return Refuse(errors::v1::TOKEN_EXPIRED);
        return *known;
      }
    }
    DD_ASSIGN_OR_RETURN(Identity identity, Read(token, now));
    absl::MutexLock lock(&mutex_);
    return verified_.Put(hash, std::move(identity));
  }

  // Each key speaks for its own kind of subject only.
  StatusOr<Identity> Read(absl::string_view token, absl::Time now) const {
    auto claims = ReadToken(options_.account_key, token, now);
    absl::string_view prefix = kAccountPrefix;
    if (!claims.ok() && ReasonOf(claims.status()) == errors::v1::NOT_SIGNED_IN) {
      claims = ReadToken(options_.service_key, token, now);
      prefix = kServicePrefix;
    }
    if (!claims.ok()) return claims.status();
    absl::string_view name = claims->subject;
    if (!absl::ConsumePrefix(&name, prefix) || name.empty()) return Refuse(errors::v1::NOT_SIGNED_IN);
    Identity identity;
    identity.subject = claims->subject;
    identity.county = claims->county;
    identity.epoch = claims->epoch;
    identity.expiry = claims->expiry;
    if (prefix == kServicePrefix) {
      identity.service = std::string(name);
      return identity;
    }
    auto account = ParseUuid(name);
    if (!account.ok()) return Refuse(errors::v1::NOT_SIGNED_IN);
    identity.account = *account;
    return identity;
  }

  static Caller Nobody(const CallMetadata& metadata) {
    Caller caller;
    caller.language = metadata.language;
    return caller;
  }

  static Caller ServiceCaller(const Identity& identity, const CallMetadata& metadata) {
    Caller caller = Nobody(metadata);
    caller.kind = Caller::Kind::kService;
    caller.subject = identity.subject;
    caller.service = identity.service;
    caller.until = identity.expiry;
    caller.on_behalf_of = std::string(metadata.on_behalf_of.substr(0, kMaxOnBehalf));
    return caller;
  }

  StatusOr<Caller> AccountCaller(const Identity& identity, const Access& access,
                                 const CallMetadata& metadata) const {
    // Not followed yet, or followed to a time before the token was made.
    if (!access.known || access.epoch < identity.epoch) return Refuse(errors::v1::NOT_YET_FOLLOWED);
    if (access.disabled) return Refuse(errors::v1::ACCOUNT_DISABLED);
    if (access.epoch > identity.epoch) return Refuse(errors::v1::TOKEN_EXPIRED);
    Caller caller = Nobody(metadata);
    caller.kind = Caller::Kind::kAccount;
    caller.subject = identity.subject;
    caller.account = identity.account;
    caller.home_county = identity.county;
    caller.volunteer = access.volunteer;
    caller.guest_counties = access.guest_counties;
    caller.until = identity.expiry;
    const absl::Time now = options_.clock->Now();
    for (const auto& timed : access.grants) {
      if (now >= timed.valid_until) continue;
      caller.grants.push_back(timed.grant);
      caller.until = std::min(caller.until, timed.valid_until);
    }
    return caller;
  }

  const Options options_;
  absl::Mutex mutex_;
  RecentCache<TokenHash, Identity> verified_;
};

Callers::Callers(Options options) : impl_(std::make_unique<Impl>(std::move(options))) {}
Callers::~Callers() = default;
std::optional<StatusOr<Caller>> Callers::Find(const CallMetadata& metadata) { return impl_->Find(metadata); }
StatusOr<Caller> Callers::Load(const CallMetadata& metadata) { return impl_->Load(metadata); }

}  // namespace diandan::rpc

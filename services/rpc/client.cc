#include "services/rpc/client.h"

#include <utility>

#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "services/base/trace.h"
#include "services/rpc/callers.h"

namespace diandan::rpc {
namespace {

constexpr absl::Duration kTokenLife = absl::Minutes(10);
constexpr absl::Duration kRenewBefore = absl::Minutes(2);

}  // namespace

struct ServiceIdentity::State {
  std::string service;
  std::shared_ptr<const SigningKey> key;
  const Clock* clock;
  absl::Mutex mutex;
  std::string token;
  absl::Time expiry = absl::InfinitePast();
};

ServiceIdentity::ServiceIdentity(std::string service, std::shared_ptr<const SigningKey> key,
                                 const Clock* clock)
    : state_(std::make_unique<State>()) {
  state_->service = std::move(service);
  state_->key = std::move(key);
  state_->clock = clock;
}
ServiceIdentity::~ServiceIdentity() = default;

std::string ServiceIdentity::Token() const {
  const absl::Time now = state_->clock->Now();
  absl::MutexLock lock(&state_->mutex);
  // Also when the clock was set back: a token issued in the future helps nobody.
  if (now > state_->expiry - kRenewBefore || now < state_->expiry - kTokenLife) {
    Claims claims;
    claims.subject = "service:" + state_->service;
    claims.issued = now;
    claims.expiry = state_->expiry = now + kTokenLife;
    state_->token = IssueToken(*state_->key, claims);
  }
  return state_->token;
}
const std::string& ServiceIdentity::service() const { return state_->service; }

CallOptions::CallOptions() : deadline(absl::Now() + kUsualDeadline) {}

CallOptions For(const Call& call) {
  CallOptions options;
  options.deadline = call.deadline;
  options.language = call.caller.language;
  options.on_behalf_of =
      call.caller.kind == Caller::Kind::kService ? call.caller.on_behalf_of : call.caller.subject;
  return options;
}

void Peer::Prepare(const CallOptions& options, grpc::ClientContext& context) const {
  context.set_deadline(absl::ToChronoTime(options.deadline));
  context.AddMetadata(kAuthorizationKey, "Bearer " + identity_->Token());
  context.AddMetadata(kLanguageKey, options.language == Language::kEnglish ? "en" : "zh-CN");
  if (!options.on_behalf_of.empty()) context.AddMetadata(kOnBehalfKey, options.on_behalf_of);
  if (!TraceScope::Current().empty()) context.AddMetadata(kTraceKey, TraceScope::Current());
  for (const auto& after : options.after) {
    context.AddMetadata(kAfterKey, PositionText(after.service(), after.county_id(), after.seq()));
  }
}

Status Peer::Call(const CallOptions& options,
                  const std::function<grpc::Status(grpc::ClientContext*)>& call) const {
  grpc::ClientContext context;
  Prepare(options, context);
  return FromGrpc(call(&context));
}

}  // namespace diandan::rpc

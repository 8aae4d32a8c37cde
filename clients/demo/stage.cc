#include "clients/demo/stage.h"

#include <algorithm>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "diandan/errors/v1/errors.pb.h"
#include "diandan/volunteers/v1/sign_in_service.grpc.pb.h"
#include "services/base/wire_status.h"

namespace diandan::demo {
namespace {

constexpr absl::Duration kPatience = absl::Seconds(30);
constexpr absl::Duration kFirstPause = absl::Milliseconds(20);
constexpr absl::Duration kLongestPause = absl::Milliseconds(500);

bool PassesByItself(const Status& refusal) {
  return refusal.code() == absl::StatusCode::kUnavailable ||
         refusal.code() == absl::StatusCode::kResourceExhausted;
}

}  // namespace

Stage::Stage(Channels channels, std::function<absl::Time()> now, Language language)
    : channels_(std::move(channels)), now_(std::move(now)), language_(language) {}

const std::shared_ptr<grpc::Channel>& Stage::ChannelOf(const std::string& package) const {
  if (package == "diandan.orders.v1") return channels_.orders;
  if (package == "diandan.matching.v1") return channels_.matching;
  if (package == "diandan.hours.v1") return channels_.hours;
  return channels_.volunteers;
}

StatusOr<Actor> Stage::SignIn(const std::string& sign_in_name, const std::string& password) {
  volunteers::v1::SignInRequest request;
  request.set_sign_in_name(sign_in_name);
  request.set_password(password);
  DD_ASSIGN_OR_RETURN(auto signed_in, Call(Actor(), &volunteers::v1::SignInService::Stub::SignIn, request));
  return Actor{signed_in.access_token(), signed_in.who().display_name(), signed_in.who().volunteer()};
}

Status Stage::Run(const Actor& actor, const std::function<grpc::Status(grpc::ClientContext*)>& call) {
  const absl::Time until = absl::Now() + kPatience;
  absl::Duration pause = kFirstPause;
  for (;;) {
    Status done = Try(actor, call);
    if (!PassesByItself(done) || absl::Now() > until) return done;
    // A service that has not caught up has waited itself; whoever is overloaded or away gets a pause.
    if (ReasonOf(done) == errors::v1::NOT_YET_FOLLOWED) continue;
    absl::SleepFor(pause);
    pause = std::min(pause * 2, kLongestPause);
  }
}

Status Stage::Try(const Actor& actor, const std::function<grpc::Status(grpc::ClientContext*)>& call) {
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(absl::Now() + kPatience));
  context.AddMetadata("accept-language", language_ == Language::kEnglish ? "en" : "zh-CN");
  if (!actor.token.empty()) context.AddMetadata("authorization", "Bearer " + actor.token);
  {
    absl::MutexLock lock(&mutex_);
    for (const auto& [place, seq] : positions_) {
      context.AddMetadata("diandan-after", absl::StrCat(place, "/", seq));
    }
  }
  const grpc::Status answer = call(&context);
  Status done = FromWire(answer.error_code(), answer.error_message(), answer.error_details());
  if (done.ok()) TakePositions(context);
  return done;
}

void Stage::TakePositions(const grpc::ClientContext& context) {
  absl::MutexLock lock(&mutex_);
  for (const auto* metadata : {&context.GetServerTrailingMetadata(), &context.GetServerInitialMetadata()}) {
    auto [begin, end] = metadata->equal_range("diandan-position");
    for (auto it = begin; it != end; ++it) {
      const std::string text(it->second.data(), it->second.size());
      const size_t slash = text.rfind('/');
      int64_t seq = 0;
      if (slash == std::string::npos || !absl::SimpleAtoi(text.substr(slash + 1), &seq)) continue;
      int64_t& known = positions_[text.substr(0, slash)];
      known = std::max(known, seq);
    }
  }
}

}  // namespace diandan::demo

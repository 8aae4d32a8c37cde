#include "services/rpc/call_state.h"

#include <algorithm>

#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"
#include "services/base/log.h"
#include "services/base/seal.h"
#include "services/base/trace.h"
#include "services/base/validate.h"
#include "services/rpc/access.h"
#include "services/rpc/client.h"
#include "services/rpc/follower.h"
#include "services/rpc/metrics.h"
#include "services/rpc/work_pool.h"

namespace diandan::rpc {
namespace {

using google::protobuf::Message;

constexpr absl::Duration kFollowPatience = absl::Seconds(2);

absl::Time DeadlineOf(const grpc::CallbackServerContext& context, absl::Time now) {
  const auto asked = context.deadline();
  if (asked == std::chrono::system_clock::time_point::max()) return now + kUsualDeadline;
  return std::min(absl::FromChrono(asked), now + kLongestDeadline);
}

std::string Deterministic(const Message& message) {
  std::string bytes;
  google::protobuf::io::StringOutputStream stream(&bytes);
  google::protobuf::io::CodedOutputStream coded(&stream);
  coded.SetSerializationDeterministic(true);
  message.SerializeToCodedStream(&coded);
  coded.Trim();
  return bytes;
}

// What was meant for the operator only; a status that is not ours has nothing else.
std::string ProblemOf(const Status& status) {
  const auto info = InfoOf(status);
  const auto fact = info.params().find("problem");
  return fact == info.params().end() ? std::string(status.message()) : fact->second;
}

const AccessRow& NoRow() {
  static const AccessRow* const row = new AccessRow{};
  return *row;
}

}  // namespace

CallState::CallState(const Home& home, grpc::CallbackServerContext* context, const Message& request)
    : home_(home),
      context_(context),
      request_(request),
      row_(home.access->Of(request.GetDescriptor())),
      started_(absl::Now()),
      metadata_(ReadMetadata(*context)),
      trace_(metadata_.trace),
      call_{home, caller_, row_ == nullptr ? NoRow() : *row_} {
  caller_.language = metadata_.language;
  call_.county = CountyOf(request);
  call_.request_id = RequestIdOf(request).value_or(Uuid{});
  call_.now = home.clock->Now();
  call_.deadline = DeadlineOf(*context, started_);
  call_.state = this;
}

void CallState::Enter(Next next) { WaitFor(0, std::move(next)); }

// Before the caller is known: what is waited for may be the very account or grant the call relies on.
void CallState::WaitFor(size_t index, Next next) {
  for (; index < metadata_.after.size(); ++index) {
    const auto& after = metadata_.after[index];
    if (after.service() == home_.service || home_.progress == nullptr) continue;
    if (home_.progress->At(after.service(), after.county_id()) >= after.seq()) continue;
    const absl::Time until = std::min(started_ + kFollowPatience, call_.deadline);
    home_.progress->When(after.service(), after.county_id(), after.seq(), until,
                         [self = shared_from_this(), index, next = std::move(next)](bool reached) mutable {
                           // Off the thread that followed: it has other counties to serve.
                           auto go_on = [self, index, reached, next](const Status& status) mutable {
                             if (!status.ok()) return next(status);
                             if (!reached) return next(Refuse(errors::v1::NOT_YET_FOLLOWED));
                             self->WaitFor(index + 1, std::move(next));
                           };
                           self->OnPool([] { return absl::OkStatus(); }, std::move(go_on));
                         });
    return;
  }
  Identify(std::move(next));
}

void CallState::Identify(Next next) {
  if (auto found = home_.callers->Find(metadata_)) return Check(std::move(*found), next);
  auto loaded = std::make_shared<StatusOr<Caller>>(Refuse(errors::v1::INTERNAL_ERROR));
  OnPool(
      [self = shared_from_this(), loaded] {
        *loaded = self->home_.callers->Load(self->metadata_);
        return absl::OkStatus();
      },
      [self = shared_from_this(), loaded, next = std::move(next)](const Status& status) {
        status.ok() ? self->Check(std::move(*loaded), next) : next(status);
      });
}

void CallState::Check(StatusOr<Caller> caller, const Next& next) {
  if (caller.ok()) {
    caller_ = *std::move(caller);
  } else if (row_ == nullptr || !row_->anyone) {
    return next(caller.status());
  }  // else: open to everyone, so a stale token is no obstacle (refreshing it is such a call)
  next(Admit());
}

Status CallState::Admit() {
  if (row_ == nullptr) return Refuse(errors::v1::INTERNAL_ERROR, {{"problem", "the RPC has no access row"}});
  DD_RETURN_IF_ERROR(MaybeAllowed(*row_, caller_, call_.county));
  return Validate(request_);
}

Status CallState::Here(const std::function<Status()>& work) {
  try {
    return work();
  } catch (const db::Error& error) {
    return db::ToStatus(error);
  } catch (const std::exception& problem) {
    return Refuse(errors::v1::INTERNAL_ERROR, {{"problem", problem.what()}});
  }
}

void CallState::OnPool(std::function<Status()> work, Next next) {
  auto run = [self = shared_from_this(), work = std::move(work), next] {
    if (absl::Now() > self->call_.deadline) return next(Refuse(errors::v1::DEADLINE_PASSED));
    const TraceScope trace(self->trace_);
    next(Here(work));
  };
  home_.workers->Submit(call_.county, caller_.subject, std::move(run),
                        [self = shared_from_this(), next] { next(Refuse(errors::v1::OVERLOADED)); });
}

void CallState::SetPosition(CountyId county, int64_t seq) {
  absl::MutexLock lock(&mutex_);
  position_ = {county, seq};
}

void CallState::TellAdmitted(absl::Time until) {
  // More than a day is told as a day: then they are asked again.
  const absl::Duration left = std::min(until - call_.now, absl::Hours(24));
  context_->AddInitialMetadata(kAdmittedKey, absl::StrCat(absl::ToInt64Milliseconds(left)));
}

std::string CallState::HashOf(const Message& request) const {
  return KeyedHash(home_.request_key,
                   absl::StrCat(caller_.subject, "\n", request.GetTypeName(), "\n", Deterministic(request)));
}

absl::Time CallState::ClockDeadline() const { return call_.now + (call_.deadline - started_); }

grpc::Status CallState::Finished(const Status& status) {
  const TraceScope trace(trace_);
  const absl::Duration took = absl::Now() - started_;
  Metrics::Get().CountCall(call_.access.rpc, status.code(), took);
  const bool ours =
      status.code() == absl::StatusCode::kInternal || status.code() == absl::StatusCode::kUnknown;
  Log(ours ? LogLevel::kError : LogLevel::kInfo, "call",
      {{"rpc", call_.access.rpc},
       {"subject", caller_.subject.empty() ? "-" : caller_.subject},
       {"county", call_.county},
       {"request", call_.request_id.is_nil() ? "-" : call_.request_id.ToString()},
       {"code", absl::StatusCodeToString(status.code())},
       {"reason", status.ok() ? "-" : errors::v1::Reason_Name(ReasonOf(status))},
       {"ms", absl::StrFormat("%.1f", absl::ToDoubleMilliseconds(took))}});
  if (ours) LogError("internal error", {{"rpc", call_.access.rpc}, {"problem", ProblemOf(status)}});
  absl::MutexLock lock(&mutex_);
  if (status.ok() && position_.second > 0) {
    context_->AddTrailingMetadata(kPositionKey,
                                  PositionText(home_.service, position_.first, position_.second));
  }
  return ToGrpc(status, caller_.language);
}

}  // namespace diandan::rpc

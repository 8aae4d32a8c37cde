#include "tests/fault/overload.h"

#include <algorithm>

#include "absl/time/clock.h"
#include "services/base/words.h"
#include "services/rpc/client.h"
#include "tests/scenario/or_throw.h"
#include "tests/scenario/walk.h"

namespace diandan::fault {

using scenario::OrThrow;

struct CheckIns::One {
  grpc::ClientContext context;
  orders::v1::CheckInRequest request;
  orders::v1::Fact fact;
};

CheckIns::CheckIns(scenario::Stage& stage, const std::shared_ptr<grpc::Channel>& channel)
    : stage_(stage), stub_(orders::v1::AttendanceService::NewStub(channel)), token_(stage.TokenOf("leader")) {
  scenario::Walk walk(stage);
  walk.UntilRoster();
  request_ = walk.CheckInRequest(stage.volunteer, 13, 55);
  OrThrow(stage.Call("leader", &orders::v1::AttendanceService::Stub::CheckIn, request_));
}

absl::Duration CheckIns::Figures::Took(double share) const {
  if (took.empty()) return absl::InfiniteDuration();
  std::vector<absl::Duration> sorted = took;
  std::sort(sorted.begin(), sorted.end());
  return sorted[size_t(share * double(sorted.size() - 1))];
}

CheckIns::Figures CheckIns::Run(double a_second, absl::Duration time, absl::Duration patience) {
  absl::Mutex mutex;
  Figures figures;
  int64_t open = 0;
  const absl::Time began = absl::Now();
  while (true) {
    const absl::Time now = absl::Now();
    if (now - began >= time) break;
    for (const auto due = int64_t(absl::ToDoubleSeconds(now - began) * a_second); figures.sent < due;
         ++figures.sent) {
      auto one = std::make_shared<One>();
      one->request = request_;
      one->request.set_request_id(stage_.Id());
      one->context.AddMetadata("authorization", "Bearer " + token_);
      one->context.set_deadline(absl::ToChronoTime(now + patience));
      {
        absl::MutexLock lock(&mutex);
        ++open;
      }
      stub_->async()->CheckIn(&one->context, &one->request, &one->fact, [&, one, now](grpc::Status status) {
        const Status answer = rpc::FromGrpc(status);
        absl::MutexLock lock(&mutex);
        if (answer.ok()) {
          ++figures.done;
          figures.took.push_back(absl::Now() - now);
        } else if (status.error_code() == grpc::StatusCode::DEADLINE_EXCEEDED) {
          ++figures.late;
        } else {
          ++(Retryable(ReasonOf(answer)) ? figures.shed : figures.other);
        }
        --open;
      });
    }
    absl::SleepFor(absl::Milliseconds(1));
  }
  absl::MutexLock lock(&mutex);
  mutex.Await(absl::Condition(
      +[](int64_t* n) { return *n == 0; }, &open));
  figures.seconds = absl::ToDoubleSeconds(absl::Now() - began);
  return figures;
}

}  // namespace diandan::fault

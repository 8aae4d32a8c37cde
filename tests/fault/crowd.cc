#include "tests/fault/crowd.h"

#include <stdexcept>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "services/base/words.h"
#include "tests/scenario/or_throw.h"
#include "tests/scenario/walk.h"
#include "tests/support/in_parallel.h"

namespace diandan::fault {
namespace {

using scenario::OrThrow;
using scenario::Stage;
using scenario::Walk;
using testing::InParallel;

constexpr CountyId kFirstCounty = 150525;
// Everybody serves this often, a minute each time, one after the other: later than now by no more than the
// clocks of phones may differ.
constexpr int kServicesEach = 5;
constexpr int kSetupThreads = 16;
constexpr absl::Duration kPause = absl::Milliseconds(20);

}  // namespace

Crowd::Crowd(std::shared_ptr<scenario::Hosting> hosting, int counties, int orders) : orders_(orders) {
  const int each = (orders + counties * kServicesEach - 1) / (counties * kServicesEach);
  volunteers_.assign(size_t(counties), std::vector<std::string>(size_t(each)));
  for (int i = 0; i < counties; ++i) {
    counties_.push_back(std::make_unique<Stage>(hosting, kFirstCounty + i));
    Stage& stage = *counties_.back();
    stage.AskByItself(true);
    stage.At(13, 55);  // for good: who is signed in stays so, and no deadline passes
    stage.patience = absl::Minutes(3);
    stage.again = [this](const Status& refusal) { return Again(refusal); };
  }
  InParallel(kSetupThreads, counties * each, [&](int n) {
    Stage& stage = *counties_[size_t(n % counties)];
    std::string& volunteer = volunteers_[size_t(n % counties)][size_t(n / counties)];
    volunteer = stage.Register(absl::StrCat("Volunteer ", n));
    stage.Join(volunteer, stage.team, false);
  });
}

void Crowd::RunLoops(int at_once) {
  const absl::Cleanup end = [this] {
    absl::MutexLock lock(&mutex_);
    over_ = true;
  };
  InParallel(at_once, orders_, [this](int n) {
    if (enough_) return;
    ++begun_;
    RunLoop(n);
    absl::MutexLock lock(&mutex_);
    ++finished_;
  });
}

int Crowd::finished() const {
  absl::MutexLock lock(&mutex_);
  return finished_;
}

void Crowd::Enough() { enough_ = true; }

bool Crowd::AwaitFinished(int loops) {
  absl::MutexLock lock(&mutex_);
  auto known = [this, loops] { return over_ || finished_ >= loops; };
  mutex_.Await(absl::Condition(&known));
  return !over_;
}

void Crowd::RunLoop(int n) {
  const int counties = int(counties_.size());
  Stage& stage = *counties_[size_t(n % counties)];
  const auto& volunteers = volunteers_[size_t(n % counties)];
  const int turn = n / counties;
  const std::string& volunteer = volunteers[size_t(turn) % volunteers.size()];
  const int minute = 55 + turn / int(volunteers.size());
  Walk walk(stage);
  walk.ServedBy("leader", stage.team, {volunteer});
  OrThrow(walk.Place());
  OrThrow(walk.Approve());
  OrThrow(walk.Accept());
  OrThrow(walk.SetRoster());
  OrThrow(walk.CheckIn("leader", volunteer, 13, minute));
  OrThrow(walk.CheckOut("leader", volunteer, 13, minute + 1));
  OrThrow(walk.Complete(13, minute + 1));
  walk.Rate(5);
  walk.VerifyAll();
  const auto order = OrThrow(walk.Show());
  if (order.state() != orders::v1::VERIFIED) {
    throw std::runtime_error("not verified: " + order.ShortDebugString());
  }
}

bool Crowd::Again(const Status& refusal) {
  const Reason reason = ReasonOf(refusal);
  {
    absl::MutexLock lock(&mutex_);
    ++refusals_[reason];
  }
  if (!Retryable(reason)) return false;
  absl::SleepFor(kPause);
  return true;
}

std::map<Reason, int> Crowd::refusals() const {
  absl::MutexLock lock(&mutex_);
  return refusals_;
}

}  // namespace diandan::fault

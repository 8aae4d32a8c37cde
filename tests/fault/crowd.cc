#include "tests/fault/crowd.h"

#include <atomic>
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
constexpr int kFirstMinute = 55;
constexpr absl::Duration kPause = absl::Milliseconds(20);

}  // namespace

Crowd::Crowd(std::shared_ptr<scenario::Hosting> hosting, int counties) {
  for (int i = 0; i < counties; ++i) {
    counties_.push_back(std::make_unique<Stage>(hosting, kFirstCounty + i));
    Stage& stage = *counties_.back();
    stage.AskByItself(true);
    stage.At(13, kFirstMinute);  // for good: who is signed in stays so, and no deadline passes
    stage.patience = absl::Minutes(3);
    stage.keeps_calls = false;
    stage.again = [this](const Status& refusal) { return Again(refusal); };
  }
}

void Crowd::RunLoops(int at_once) {
  const absl::Cleanup end = [this] {
    absl::MutexLock lock(&mutex_);
    over_ = true;
  };
  std::atomic<int> next = 0;
  InParallel(at_once, at_once, [&](int) {
    const absl::Cleanup all = [this] { Enough(); };  // when one of them fails
    while (!enough()) Serve(next++);
  });
}

void Crowd::Enough() {
  absl::MutexLock lock(&mutex_);
  enough_ = true;
}

bool Crowd::enough() const {
  absl::MutexLock lock(&mutex_);
  return enough_;
}

int Crowd::finished() const {
  absl::MutexLock lock(&mutex_);
  return finished_;
}

bool Crowd::AwaitFinished(int loops) {
  absl::MutexLock lock(&mutex_);
  auto known = [this, loops] { return over_ || finished_ >= loops; };
  mutex_.Await(absl::Condition(&known));
  return !over_;
}

void Crowd::Serve(int n) {
  Stage& stage = *counties_[size_t(n) % counties_.size()];
  const std::string volunteer = stage.Register(absl::StrCat("Volunteer ", n));
  stage.Join(volunteer, stage.team, false);
  for (int i = 0; i < kServicesEach && !enough(); ++i) {
    RunLoop(stage, volunteer, kFirstMinute + i);
    absl::MutexLock lock(&mutex_);
    ++finished_;
  }
}

void Crowd::RunLoop(Stage& stage, const std::string& volunteer, int minute) {
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

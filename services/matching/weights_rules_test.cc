#include "services/matching/weights_rules.h"

#include "gtest/gtest.h"
#include "services/base/validate.h"
#include "services/matching/matching_testing.h"

namespace diandan::matching {
namespace {

TEST(WeightsTest, AVersionKeptBeforeWavesHadBoundsReadsWithTheBuiltInOnes) {
  v1::Weights old = DefaultWeights();
  old.mutable_waves()->clear_bounds();
  WeightsRow row;
  row.policy = {old.SerializeAsString()};
  EXPECT_EQ(WeightsOf(&row).waves().bounds().floor_days(), 30);
  // One that switches everything off stays as it is.
  old.mutable_waves()->mutable_bounds();
  row.policy = {old.SerializeAsString()};
  EXPECT_EQ(WeightsOf(&row).waves().bounds().floor_days(), 0);
}

v1::SetWeightsRequest Request(int32_t base_version) {
  v1::SetWeightsRequest request;
  request.set_request_id(NewUuid(kNow).ToString());
  request.set_parent("counties/150525");
  *request.mutable_weights() = DefaultWeights();
  request.set_base_version(base_version);
  request.set_without_simulation(v1::NO_HISTORY);
  return request;
}

TEST(WeightsTest, TheDefaultsKeepWithinTheLimits) {
  Status status = Validate(Request(0));
  EXPECT_TRUE(status.ok()) << status;
}

TEST(WeightsTest, EachChangeIsAVersionAndEveryVersionStays) {
  Picture picture;
  Caller caller;
  caller.subject = "accounts/a";
  Work work(picture, 150525, caller, Uuid{}, kNow, 1);
  EXPECT_EQ(WeightsOf(nullptr).version(), 0);

  v1::SetWeightsRequest request = Request(0);
  request.mutable_weights()->set_load(100);
  ASSERT_TRUE(kSetWeights.rule(work, request).ok());
  request = Request(1);
  request.mutable_weights()->set_load(300);
  ASSERT_TRUE(kSetWeights.rule(work, request).ok());

  auto version = [&](int32_t n) { return WeightsOf(work.Find<WeightsRow>(WeightsId(150525, n))); };
  EXPECT_EQ(version(0).version(), 2);
  EXPECT_EQ(version(0).load(), 300);
  EXPECT_EQ(version(1).load(), 100);
  EXPECT_EQ(version(2).load(), 300);
  EXPECT_EQ(work.events().size(), 2u);
}

TEST(WeightsTest, NobodyTakesMoreThanTheyAreAskedFor) {
  v1::Weights weights = DefaultWeights();
  v1::WaveBounds& bounds = *weights.mutable_waves()->mutable_bounds();
  bounds.set_prior_taken_count(bounds.prior_asked_count());
  EXPECT_TRUE(CheckPolicy("weights", weights).ok());
  bounds.set_prior_taken_count(bounds.prior_asked_count() + 1);
  EXPECT_EQ(InfoOf(CheckPolicy("policy_a", weights)).fields(0).want(), "taken_of_asked:10");

  Picture picture;
  Caller caller;
  Work work(picture, 150525, caller, Uuid{}, kNow, 1);
  v1::SetWeightsRequest request = Request(0);
  *request.mutable_weights() = weights;
  EXPECT_EQ(InfoOf(kSetWeights.rule(work, request)).fields(0).field(),
            "weights.waves.bounds.prior_taken_count");
}

TEST(WeightsTest, WhoEditedAnOldVersionIsTold) {
  Picture picture;
  Caller caller;
  Work work(picture, 150525, caller, Uuid{}, kNow, 1);
  ASSERT_TRUE(kSetWeights.rule(work, Request(0)).ok());
  EXPECT_EQ(ReasonOf(kSetWeights.rule(work, Request(0))), Reason::ETAG_MISMATCH);
  EXPECT_EQ(work.events().size(), 1u);
}

TEST(WeightsTest, WhyNothingWasSimulatedIsCheckedNotBelieved) {
  struct Case {
    const char* what;
    v1::WithoutSimulation why;
    int32_t load;
    bool automatic, history, allowed;
  };
  const int32_t usual = DefaultWeights().load();
  const Case cases[] = {{"no word", v1::WITHOUT_SIMULATION_UNSPECIFIED, usual, true, false, false},
                        {"no orders yet", v1::NO_HISTORY, 100, true, false, true},
                        {"there are orders", v1::NO_HISTORY, 100, true, true, false},
                        {"only switched off", v1::AUTOMATIC_SWITCH, usual, false, true, true},
                        {"switched off and more", v1::AUTOMATIC_SWITCH, 100, false, true, false},
                        {"a flood", v1::EMERGENCY, 100, true, true, true}};
  for (const Case& c : cases) {
    Picture picture;
    Caller caller;
    const CountyHistory history{c.history};
    Work work(picture, 150525, caller, Uuid{}, kNow, 1, &history);
    v1::SetWeightsRequest request = Request(0);
    request.set_without_simulation(c.why);
    request.mutable_weights()->set_load(c.load);
    request.mutable_weights()->mutable_waves()->set_automatic(c.automatic);
    const Status status = kSetWeights.rule(work, request);
    EXPECT_EQ(status.ok(), c.allowed) << c.what << ": " << status;
    if (!c.allowed) continue;
    EXPECT_EQ(WeightsOf(work.Find<WeightsRow>(WeightsId(150525, 1))).without_simulation(), c.why) << c.what;
  }
}

}  // namespace
}  // namespace diandan::matching

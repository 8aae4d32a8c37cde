#include "gmock/gmock.h"
#include "tests/scenario/golden.h"
#include "tests/scenario/walk.h"
#include "tests/support/matchers.h"

namespace diandan::scenario {
namespace {

using ::testing::Each;

void WalkTheLoop(Stage& stage) {
  Walk walk(stage);
  walk.UntilRoster();
  stage.At(14, 0);
  (void)walk.CheckIn("volunteer", stage.volunteer, 14, 0);
  (void)walk.CheckIn("leader", stage.leader, 14, 0);
  stage.At(15, 30);
  (void)walk.CheckOut("volunteer", stage.volunteer, 15, 20);
  (void)walk.CheckOut("leader", stage.leader, 15, 30);
  (void)walk.Complete(15, 30);
  walk.ShowAttendances();
  stage.At(17, 0);
  walk.Rate(5);
  walk.ShowStatement("volunteer", stage.volunteer);
  walk.VerifyAll();
  walk.ShowStatement("volunteer", stage.volunteer);
  (void)walk.Show();
}

TEST(Loop, FromThePlacedOrderToVerifiedMinutes) {
  Stage stage;
  WalkTheLoop(stage);
  EXPECT_EQ(stage.transcript(), Golden("loop"));
}

TEST(Loop, ReadsTheSameInFourServers) {
  Stage stage(Shape::kFourServers);
  WalkTheLoop(stage);
  EXPECT_EQ(stage.transcript(), Golden("loop"));
}

// A phone that never heard the answers sends everything again.
TEST(Loop, EverythingSentTwiceIsDoneOnce) {
  Stage stage;
  WalkTheLoop(stage);
  const int64_t events = stage.Events();
  const std::vector<Status> answers = stage.Repeat();
  EXPECT_EQ(answers.size(), 14);
  EXPECT_THAT(answers, Each(testing::IsOk()));
  EXPECT_EQ(stage.Events(), events);
}

}  // namespace
}  // namespace diandan::scenario

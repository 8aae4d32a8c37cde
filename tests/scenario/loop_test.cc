#include "gmock/gmock.h"
#include "tests/scenario/golden.h"
#include "tests/scenario/shapes.h"
#include "tests/scenario/walk.h"
#include "tests/support/matchers.h"

namespace diandan::scenario {
namespace {

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

class Loop : public ::testing::TestWithParam<Shape> {};
INSTANTIATE_TEST_SUITE_P(In, Loop, kBothShapes, NameOfShape);

TEST_P(Loop, FromThePlacedOrderToVerifiedMinutes) {
  Stage stage(GetParam());
  WalkTheLoop(stage);
  EXPECT_EQ(stage.transcript(), Golden("loop"));
}

// A phone that never heard the answers sends everything again.
TEST(Replay, EverythingSentTwiceIsDoneOnce) {
  Stage stage;
  WalkTheLoop(stage);
  const int64_t events = stage.Events();
  EXPECT_EQ(stage.said().size(), 14);
  for (const Stage::Said& said : stage.said()) EXPECT_THAT(said.again(), testing::IsOk()) << said.method;
  EXPECT_EQ(stage.Events(), events);
}

}  // namespace
}  // namespace diandan::scenario

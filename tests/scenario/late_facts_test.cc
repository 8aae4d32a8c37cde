// Phones without signal report late: what comes in the wrong order is kept, and moves nothing it may not.
#include "tests/scenario/golden.h"
#include "tests/scenario/shapes.h"
#include "tests/scenario/walk.h"

namespace diandan::scenario {
namespace {

class LateFacts : public ::testing::TestWithParam<Shape> {};
INSTANTIATE_TEST_SUITE_P(In, LateFacts, kBothShapes, NameOfShape);

TEST_P(LateFacts, CheckOutBeforeCheckIn) {
  Stage stage(GetParam());
  Walk walk(stage);
  walk.UntilRoster();
  stage.At(15, 40);
  (void)walk.CheckOut("volunteer", stage.volunteer, 15, 30);
  walk.ShowAttendances();
  (void)walk.CheckIn("volunteer", stage.volunteer, 14, 0);
  walk.ShowAttendances();
  EXPECT_EQ(stage.transcript(), Golden("check_out_first"));
}

TEST_P(LateFacts, CompletionBeforeCheckIn) {
  Stage stage(GetParam());
  Walk walk(stage);
  walk.UntilRoster();
  stage.At(15, 40);
  (void)walk.Complete(15, 30);
  walk.ShowAttendances();
  (void)walk.CheckIn("volunteer", stage.volunteer, 14, 0);
  (void)walk.CheckOut("volunteer", stage.volunteer, 15, 0);
  (void)walk.CheckIn("leader", stage.leader, 14, 10);
  walk.ShowAttendances();
  walk.VerifyAll();
  (void)walk.Show();
  (void)walk.CheckOut("leader", stage.leader, 15, 20);
  EXPECT_EQ(stage.transcript(), Golden("completion_first"));
}

TEST_P(LateFacts, CheckInAfterCancel) {
  Stage stage(GetParam());
  Walk walk(stage);
  walk.UntilRoster();
  stage.At(14, 10);
  (void)walk.Cancel();
  (void)walk.CheckIn("volunteer", stage.volunteer, 14, 0);
  stage.At(14, 30);
  (void)walk.CheckIn("leader", stage.leader, 14, 20);
  (void)walk.Show();
  EXPECT_EQ(stage.transcript(), Golden("cancel_first"));
}

}  // namespace
}  // namespace diandan::scenario

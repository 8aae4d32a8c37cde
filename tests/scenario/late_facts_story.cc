// Phones without signal report late: what comes in the wrong order is kept, and moves nothing it may not.
#include "tests/scenario/stories.h"
#include "tests/scenario/walk.h"

namespace diandan::scenario {

void TellCheckOutBeforeCheckIn(Stage& stage) {
  Walk walk(stage);
  walk.UntilRoster();
  stage.At(15, 40);
  (void)walk.CheckOut("volunteer", stage.volunteer, 15, 30);
  walk.ShowAttendances();
  (void)walk.CheckIn("volunteer", stage.volunteer, 14, 0);
  walk.ShowAttendances();
}

void TellCompletionBeforeCheckIn(Stage& stage) {
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
}

void TellCheckInAfterCancel(Stage& stage) {
  Walk walk(stage);
  walk.UntilRoster();
  stage.At(14, 10);
  (void)walk.Cancel();
  (void)walk.CheckIn("volunteer", stage.volunteer, 14, 0);
  stage.At(14, 30);
  (void)walk.CheckIn("leader", stage.leader, 14, 20);
  (void)walk.Show();
}

}  // namespace diandan::scenario

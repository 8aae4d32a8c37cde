// One order from its placing to credited minutes, with nothing out of the ordinary.
#include "tests/scenario/stories.h"
#include "tests/scenario/walk.h"

namespace diandan::scenario {

void TellTheLoop(Stage& stage) {
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
  walk.ShowNotices("volunteer");
  walk.VerifyAll();
  walk.ShowStatement("volunteer", stage.volunteer);
  walk.ShowNotices("volunteer");
  (void)walk.Show();
}

}  // namespace diandan::scenario

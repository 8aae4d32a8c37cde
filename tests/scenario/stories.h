// What is told on the stage. Each story has a golden transcript, golden/NAME.txt.
#pragma once

#include "tests/scenario/stage.h"

namespace diandan::scenario {

void TellTheLoop(Stage& stage);
void TellCheckOutBeforeCheckIn(Stage& stage);
void TellCompletionBeforeCheckIn(Stage& stage);
void TellCheckInAfterCancel(Stage& stage);
void TellTogether(Stage& stage);

struct Story {
  const char* name;
  void (*tell)(Stage&);
};
inline constexpr Story kStories[] = {
    {"loop", TellTheLoop},
    {"check_out_first", TellCheckOutBeforeCheckIn},
    {"completion_first", TellCompletionBeforeCheckIn},
    {"cancel_first", TellCheckInAfterCancel},
    {"together", TellTogether},
};

}  // namespace diandan::scenario

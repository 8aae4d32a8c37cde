// What the stories leave out: every further mutation of the four services, done once. There is nothing to
// read in them; the replay test repeats them.
#pragma once

#include "tests/scenario/stage.h"

namespace diandan::scenario {

void RunPeopleErrands(Stage& stage);  // of `volunteers`
void RunOrdersErrands(Stage& stage);
void RunPlanErrands(Stage& stage);  // of `matching`
void RunSuggestionErrands(Stage& stage);
void RunHoursErrands(Stage& stage);
void RunHonourErrands(Stage& stage);
void RunExchangeErrands(Stage& stage);  // of `hours` and `orders`

}  // namespace diandan::scenario

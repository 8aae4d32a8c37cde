// What a county's log tells of everything that was done on a stage.
#pragma once

#include "tests/scenario/stage.h"

namespace diandan::scenario {

// In each of the four services every line says in a word of the contract what was done on what, later things
// first; how teams answered offers is not among them.
void ExpectLogInWords(Stage& stage);

}  // namespace diandan::scenario

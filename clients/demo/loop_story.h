// One order through the whole loop, told as it happens: who did what, where the order stands, why these
// teams, who came, what was credited. The transcript names people, states and minutes, never random ids.
#pragma once

#include <ostream>

#include "clients/demo/stage.h"

namespace diandan::demo {

// Needs the demo county. OK only when the order ended VERIFIED and every volunteer's hours grew by what the
// transcript says. Two volunteers who are not serving at that moment take part, of eight who have accounts.
Status TellLoop(Stage& stage, std::ostream& out);

}  // namespace diandan::demo

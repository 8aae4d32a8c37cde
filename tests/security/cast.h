// Who asks: every role at every place from which a thing of the village can be looked at, two counties, the
// operator, nobody, and the services themselves.
#pragma once

#include <string>
#include <vector>

#include "tests/scenario/stage.h"
#include "tests/security/policy.h"

namespace diandan::security {

struct Member {
  Asker asker;
  std::string token;
  std::string told() const { return asker.place.empty() ? asker.role : asker.role + " " + asker.place; }
};

// What is there beside the stage's own county: neighbours of the village and of the township, a team above, a
// unit with its liaison, somebody of the village who serves nowhere. `unit` is the liaison's.
struct Surroundings {
  std::string point, other_village, other_township, township_team, unit, bystander;
};
Surroundings Surround(scenario::Stage& stage);

// Opens the accounts that are missing and signs everybody in. Both stages go by the same clock.
std::vector<Member> Gather(scenario::Stage& here, const Surroundings& around, scenario::Stage& there,
                           const std::string& data_dir);

}  // namespace diandan::security

// The books of all services, looked at from outside once nothing moves any more.
#pragma once

#include <string>

#include "tests/fault/crowd.h"
#include "tests/scenario/hosting.h"

namespace diandan::fault {

// Waits until every follower has applied all there is, then expects, of a crowd whose loops have all ended:
//  - what was acknowledged is stored, once;
//  - each order is VERIFIED, and its one attendance credited exactly once;
//  - Σ = 0 and whatever else the reconciler of `hours` looks at, in each county;
//  - the published checkpoints, up to the last event of each county, are what stands in the tables;
//  - no gap in any county's events of any service, and nothing parked as a dead letter.
// `story` says what was done to it and stands first on the line of figures.
void ExpectSoundBooks(scenario::Hosting& hosting, const Crowd& crowd, const std::string& story);

}  // namespace diandan::fault

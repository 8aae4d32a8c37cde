// What is replayed: the teams and the orders of a county, real or generated, as plain structs.
#pragma once

#include <string>
#include <vector>

#include "diandan/matching/v1/simulation.pb.h"
#include "diandan/orders/v1/events.pb.h"
#include "services/matching/ranking_rules.h"

namespace diandan::matching::simulate {

struct Arrival {
  orders::v1::OrderChanged order;  // urgency and sessions: how many are asked, until when
  Ask ask;                         // what it asks for, nobody asked yet
  absl::Time placed, start;        // start: of its first session
  std::string client;              // whose home; "" = not known
};

// Teams are rested at the beginning: `booked` is empty. Arrivals stand by `placed`.
struct County {
  std::vector<Team> teams;
  std::vector<Arrival> arrivals;
};

// An order as the replay takes it. Its placed time, sessions, skill and place must be set.
Arrival ArrivalOf(orders::v1::OrderChanged order, const v1::Need& need);

// A clustered county of 16 townships with 8 villages each, 12 skills of uneven demand, teams that have one to
// eight of them, ratings between 60 and 100 % good; orders placed by day between 8:00 and 18:00 from a Monday
// on. The layout follows type G of plan/generate.h. The same for the same seed on every machine.
County GenerateCounty(uint64_t seed, const v1::SimulationSetup& setup,
                      const v1::SimulationBehaviour& behaviour);

}  // namespace diandan::matching::simulate

// The keepers that a county's records come from, one day at a time: this service's entries and awards,
// trainings and ratings from the services that own them, and what was taken over from other systems. Blocks:
// work pool only.
#pragma once

#include <memory>
#include <vector>

#include "services/base/keys.h"
#include "services/hours/exchange_peers.h"
#include "services/hours/record/merge.h"
#include "services/rpc/handle.h"

namespace diandan::hours {

// What the keepers are asked with; everything lives longer.
struct ExchangeAsk {
  const rpc::Home& home;
  const rpc::Call& call;
  const ExchangePeers& peers;
  const Keys& keys;
  Uuid volunteer;  // nil: everybody's
};

// "counties/150525"
std::string OwnSource(CountyId county);

// The keepers of a group. Items are not completed yet (exchange_export.h).
std::vector<std::unique_ptr<record::DaySource>> SourcesOf(v1::RecordGroup group, const ExchangeAsk& ask);

}  // namespace diandan::hours

// What a report asks other services for; for handlers on the work pool.
#pragma once

#include <utility>

#include "services/hours/report/facts.h"
#include "services/rpc/peers.h"

namespace diandan::hours {

class ReportPeers {
 public:
  // `home` lives longer.
  ReportPeers(const rpc::Home& home, rpc::Peers::ChannelTo channel_to)
      : peers_(home, std::move(channel_to)) {}

  // `with_numbers`: the volunteers' public ones.
  Status AskVolunteers(const rpc::Call& call, const report::Scope& scope, bool with_numbers,
                       volunteers::v1::DutyFacts& people) const;
  // May be called beside the other.
  Status AskOrders(const rpc::Call& call, const report::Scope& scope,
                   orders::v1::OrderDutyFacts& orders) const;

 private:
  const rpc::Peers peers_;
};

}  // namespace diandan::hours

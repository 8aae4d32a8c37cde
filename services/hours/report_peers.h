// What a report asks other services for; for handlers on the work pool.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "grpcpp/grpcpp.h"
#include "services/hours/report/facts.h"
#include "services/rpc/handle.h"

namespace diandan::hours {

class ReportPeers {
 public:
  using ChannelTo = std::function<std::shared_ptr<grpc::Channel>(const std::string& service)>;
  // `home` lives longer.
  ReportPeers(const rpc::Home& home, ChannelTo channel_to)
      : home_(home), channel_to_(std::move(channel_to)) {}

  // `with_numbers`: the volunteers' public ones.
  Status AskVolunteers(const rpc::Call& call, const report::Scope& scope, bool with_numbers,
                       report::Facts& facts) const;
  Status AskOrders(const rpc::Call& call, const report::Scope& scope, report::Facts& facts) const;

 private:
  StatusOr<std::shared_ptr<grpc::Channel>> To(const char* service) const;

  const rpc::Home& home_;
  const ChannelTo channel_to_;
};

}  // namespace diandan::hours

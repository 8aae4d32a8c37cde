// Telephone numbers of team leaders, from `volunteers` by Reveal, the only way they leave it: for the purpose
// NOTICE, of those who agreed to be contacted, each time an event that says whose numbers went out on whose
// behalf. Numbers are passed on to the gateway and kept nowhere. Blocks; thread-safe.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "grpcpp/grpcpp.h"
#include "services/orders/outbox.h"
#include "services/rpc/handle.h"

namespace diandan::orders {

class Recipients {
 public:
  Recipients(const rpc::Home& home, std::shared_ptr<grpc::Channel> volunteers)
      : home_(home), volunteers_(std::move(volunteers)) {}

  // Each number once; none when nobody agreed. On behalf of whoever chose the webhook's address.
  StatusOr<std::vector<std::string>> PhonesFor(const Errand& errand) const;

 private:
  const rpc::Home& home_;
  const std::shared_ptr<grpc::Channel> volunteers_;
};

}  // namespace diandan::orders

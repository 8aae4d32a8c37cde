// The access rows of a service, found by request message. An RPC without a row does not start.
#pragma once

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "google/protobuf/descriptor.h"
#include "services/base/caller.h"
#include "services/base/status.h"

namespace diandan::rpc {

class AccessTable {
 public:
  // `services`: full names of the proto services hosted, e.g. {"diandan.orders.v1.OrderService"}. Errors name
  // the RPC: no row, two rows, a row for no RPC, two RPCs that share a request message.
  static StatusOr<AccessTable> Make(const std::vector<std::string>& services, std::vector<AccessRow> rows);

  // Null when no RPC of the service takes this message.
  const AccessRow* Of(const google::protobuf::Descriptor* request) const {
    auto it = by_request_.find(request);
    return it == by_request_.end() ? nullptr : &rows_[it->second];
  }
  const std::vector<AccessRow>& rows() const { return rows_; }

 private:
  std::vector<AccessRow> rows_;
  absl::flat_hash_map<const google::protobuf::Descriptor*, size_t> by_request_;
};

}  // namespace diandan::rpc

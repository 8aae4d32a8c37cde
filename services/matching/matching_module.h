// The module of `matching`: what a server starts, or a test.
#pragma once

#include <memory>
#include <vector>

#include "services/base/caller.h"
#include "services/db/database.h"
#include "services/db/table.h"
#include "services/rpc/module.h"

namespace diandan::matching {

class MatchingModule {
 public:
  explicit MatchingModule(rpc::ModuleParts parts);
  ~MatchingModule();

  static const db::Tables& tables();
  static db::Schema schema();
  static const std::vector<AccessRow>& access();

  std::vector<grpc::Service*> services();
  // Begins to follow volunteers and orders.
  void Start();
  void Stop();

 private:
  struct Running;
  std::unique_ptr<Running> running_;
};

}  // namespace diandan::matching

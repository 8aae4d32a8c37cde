// The module of `orders`: what a server starts, or a test.
#pragma once

#include <memory>
#include <vector>

#include "services/base/caller.h"
#include "services/db/database.h"
#include "services/db/table.h"
#include "services/orders/deadlines.h"
#include "services/rpc/module.h"

namespace diandan::orders {

class OrdersModule {
 public:
  explicit OrdersModule(rpc::ModuleParts parts);
  ~OrdersModule();

  static const db::Tables& tables();
  static db::Schema schema();
  static const std::vector<AccessRow>& access();

  std::vector<grpc::Service*> services();
  // Begins to follow volunteers and hours, and starts the clock.
  void Start();
  void Stop();

  // For tests, which let the clock strike themselves.
  Deadlines& deadlines();

 private:
  struct Running;
  std::unique_ptr<Running> running_;
};

}  // namespace diandan::orders

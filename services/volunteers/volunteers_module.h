// The module `volunteers`: people, organisations, accounts. It calls nobody and follows only itself (who may
// do what at its own doors; facts of guests). Started by services/modules.cc and by test fixtures.
#pragma once

#include <memory>
#include <vector>

#include "grpcpp/grpcpp.h"
#include "services/base/caller.h"
#include "services/base/seal.h"
#include "services/db/database.h"
#include "services/db/table.h"
#include "services/rpc/module.h"

namespace diandan::volunteers {

class VolunteersModule {
 public:
  static const db::Tables& tables();
  static db::Schema schema();
  static const std::vector<AccessRow>& access();
  static const std::vector<std::string>& service_names();

  // `cost` of password hashes; tests take kCheapForTests.
  explicit VolunteersModule(rpc::ModuleParts parts, PasswordCost cost = {});
  ~VolunteersModule();

  // Hand them to the server before Start().
  std::vector<grpc::Service*> services();
  // Makes the operator's account when the installation has none (operator.h), then follows and keeps time.
  // The own channel may come up later.
  void Start();
  void Stop();
  // Why the operator's account or file could not be made at Start(); OK else.
  Status Ready() const;

  // One pass of the daily clockwork, for tests with a fake clock.
  Status RunDaily();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace diandan::volunteers

// Everything one service needs at run time, put together in the right order: database, lanes, reads, feed,
// callers. Used by the server for each module it hosts and by test fixtures.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "services/base/caller.h"
#include "services/base/clock.h"
#include "services/base/paseto.h"
#include "services/db/database.h"
#include "services/db/table.h"
#include "services/rpc/access.h"
#include "services/rpc/access_book.h"
#include "services/rpc/handle.h"

namespace diandan::rpc {

// Where checkpoints over the service's history are published, and who signs them
// (services/checkpoint/sealer.h).
struct SealingOptions {
  std::string folder;
  std::shared_ptr<const SigningKey> key;
};

struct RuntimeOptions {
  std::string service;
  db::ConnectOptions connect;  // of the service's own role, from db::Prepare
  const db::Tables* tables = nullptr;
  std::vector<std::string> grpc_services;  // full names hosted, for the access table
  std::vector<AccessRow> access;
  const Clock* clock = nullptr;
  PublicKey account_key;                             // verifies people's tokens
  PublicKey service_key;                             // verifies services' tokens
  std::shared_ptr<const SigningKey> service_signer;  // signs this service's own
  Key request_key;                                   // hashes requests: Keys::RequestKey()
  std::optional<SealingOptions> sealing;             // none: nothing is sealed
  int read_connections = 4;
  int work_threads = 8;
};

class Runtime {
 public:
  static StatusOr<std::unique_ptr<Runtime>> Make(const RuntimeOptions& options);
  ~Runtime();
  const Home& home() const;
  AccessBook& book();

 private:
  struct Parts;
  explicit Runtime(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace diandan::rpc

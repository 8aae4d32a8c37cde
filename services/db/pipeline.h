// Several statements in one message, and one wait for all their answers: libpq's pipeline mode, to which
// libpqxx has no door. Most of what a transaction costs are its round trips. Internal to db/; one thread at a
// time.
#pragma once

#include <libpq-fe.h>

#include <string>
#include <unordered_map>
#include <vector>

#include "services/db/cells.h"
#include "services/db/query.h"

namespace diandan::db {

class Pipeline {
 public:
  // The connection stays its owner's, and must be idle at each Run().
  explicit Pipeline(PGconn* connection) : connection_(connection) {}

  // Runs them in order, each prepared when it is met first, and hands each answer to its taker once all have
  // come. Throws Error of the first that failed: nothing after it was run, and nobody is handed anything.
  void Run(const std::vector<const Together*>& statements);

 private:
  void Send(const Together::Statement& statement);
  void Receive();
  void Check(int taken);

  // What an answer is awaited of: a preparation, or a statement and its taker.
  struct Sent {
    const std::string* prepared = nullptr;
    const Together::Take* take = nullptr;
  };
  PGconn* const connection_;
  std::unordered_map<std::string, std::string> names_;  // SQL text → prepared name
  int named_ = 0;
  std::vector<Sent> sent_;
};

}  // namespace diandan::db

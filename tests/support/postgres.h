// A real PostgreSQL for tests: one private cluster per test program, one empty database per fixture.
#pragma once

#include <string>

#include "services/db/database.h"

namespace diandan::testing {

// The program's own cluster, started on first use, stopped and removed at exit.
db::EmbeddedPostgres& Postgres();
// Where it keeps its files.
std::string PostgresFolder();
// Administrator's connection string of a new, empty database on it. Roles are shared by all of them.
std::string FreshDatabase();
// Another one with all that this one holds; nobody may be connected to it.
std::string CopyOf(const std::string& database);

// A new folder of its own, removed with everything in it by the destructor.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace diandan::testing

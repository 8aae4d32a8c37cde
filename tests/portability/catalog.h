// What a schema must look like so that PostgreSQL-compatible engines that spread counties over machines can
// hold it too, asked of the catalog after all migrations: Citus, YugabyteDB and CockroachDB each lack
// something of a single PostgreSQL, and what none of them lacks is what is used here.
#pragma once

#include <string>
#include <vector>

#include "services/db/query.h"

namespace diandan::portability {

struct Rule {
  const char* name;
  const char* why;
  // The objects that break it, one a row, in the schemas $1.
  const char* sql;
};
const std::vector<Rule>& Rules();

// "rule object", sorted.
std::vector<std::string> Findings(db::Connection& connection, const std::vector<std::string>& schemas);

// The four services' schemas, brought to the present state in a fresh database; an administrator's string for
// it.
std::string MigratedDatabase();
const std::vector<std::string>& ServiceSchemas();

}  // namespace diandan::portability

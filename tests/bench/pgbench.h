// The other side of each ratio: PostgreSQL's own pgbench writing the same rows on the same server.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/time/time.h"

namespace diandan::bench {

class Pgbench {
 public:
  // `script`: pgbench's language, one transaction. `conninfo`: of an administrator, whom no row-level
  // security holds up.
  Pgbench(std::string conninfo, std::string script, std::string folder);
  // Transactions a second, after connecting. `-n -M prepared -c clients -j 2`. Throws std::runtime_error.
  double Run(int clients, absl::Duration how_long) const;

 private:
  const std::string conninfo_;
  std::string file_;
};

// Makes `bench.orders_fact` LIKE `orders.fact` INCLUDING ALL for each "orders.fact": the same columns, checks
// and indexes, without row-level security and foreign keys.
void MakeTwins(const std::string& conninfo, const std::vector<std::string>& tables);

// Rows as ours, into the twins: taken from a row that our side has written, with some columns replaced by
// expressions of pgbench's variables. Times are told in seconds: a colon in a script would name a variable.
class Samples {
 public:
  explicit Samples(std::string conninfo) : conninfo_(std::move(conninfo)) {}
  using Columns = std::map<std::string, std::string>;
  // Column list and values of one row of `table` ("orders.fact") that fits `where`; throws without one.
  struct Sample {
    std::string columns, values;
  };
  Sample Of(const std::string& table, const std::string& where, const Columns& replaced) const;
  // INSERT INTO bench.orders_fact (…) VALUES (…);
  std::string Insert(const std::string& table, const std::string& where, const Columns& replaced) const;
  // Events of these kinds in order, each with the next seq of the county's clock, in one statement.
  std::string Events(const std::string& service, const std::vector<std::string>& kinds,
                     const std::string& county, const std::string& subject) const;

 private:
  const std::string conninfo_;
};

void RunSql(const std::string& conninfo, const std::string& sql);
int64_t AskNumber(const std::string& conninfo, const std::string& sql);
std::string AskText(const std::string& conninfo, const std::string& sql);

}  // namespace diandan::bench

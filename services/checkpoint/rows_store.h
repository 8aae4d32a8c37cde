// Reads sealed rows as they are hashed. Throws db::Error.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "services/base/ids.h"
#include "services/checkpoint/hash.h"
#include "services/checkpoint/sealed_tables.h"
#include "services/db/query.h"

namespace diandan::checkpoint {

// Steps of one county: after < seq ≤ upto.
struct StepRange {
  CountyId county = 0;
  int64_t after = 0;
  int64_t upto = 0;
};

// Valid during the call that is given it.
struct RowSeen {
  size_t table = 0;  // as SealedTables numbers them
  CountyId county = 0;
  int64_t seq = 0;
  Uuid id;
  absl::string_view bytes;  // row_bytes.h
  Hash hash{};
};

// The rows of all these tables in these ranges, in one round trip and in any order. All of them are in memory
// at once.
void ReadRows(db::Connection& connection, const std::vector<SealedTable>& tables,
              const std::vector<StepRange>& ranges, const std::function<void(const RowSeen&)>& take);

// Rows that name no step, which only a hand at the tables can have made: their counties and ids.
struct Unplaced {
  CountyId county = 0;
  std::string id;
};
std::vector<Unplaced> RowsWithoutStep(db::Connection& connection, const SealedTable& table);

}  // namespace diandan::checkpoint

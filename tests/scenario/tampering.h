// What a database superuser can do to a row, chosen by chance: update a column, delete, insert, swap two
// rows.
#pragma once

#include <random>
#include <string>
#include <vector>

#include "services/checkpoint/difference.h"
#include "services/db/query.h"

namespace diandan::scenario {

enum class Deed { kUpdate, kDelete, kInsert, kSwap };
const char* NameOf(Deed deed);

struct Edit {
  Deed deed = Deed::kUpdate;
  std::string service, table, column;  // column: of an update
  std::string id;                      // the row's, as it is called now; empty when it is gone
  std::string told;                    // for the message of a failing test
};

// One at a time, in transactions of the caller's. Throws db::Error.
class Tampering {
 public:
  // Takes away what the schema itself would refuse: superusers can.
  Tampering(db::Connection& hand, uint64_t seed);

  // Makes one edit in the open transaction. False when chance chose one that changes nothing or that an index
  // refuses: roll back and try again.
  bool TryOne(Edit* edit);

 private:
  struct Target {
    std::string service, table;
    std::string place;                 // the column that two swapped rows exchange
    std::vector<std::string> columns;  // that verifying answers for
  };
  bool Update(const Target& target, Edit& edit);
  bool Delete(const Target& target, Edit& edit);
  bool Insert(const Target& target, Edit& edit);
  bool Swap(const Target& target, Edit& edit);
  std::string AnyRow(const Target& target);
  std::string TypeOf(const Target& target, const std::string& column);
  std::string OtherValue(const Target& target, const std::string& column);
  int64_t Number(const std::string& sql);
  int Below(int n) { return int(std::uniform_int_distribution<int>(0, n - 1)(random_)); }
  template <typename T>
  const T& Of(const std::vector<T>& things) {
    return things[size_t(Below(int(things.size())))];
  }

  db::Connection& hand_;
  std::mt19937_64 random_;
  std::vector<Target> targets_;
};

}  // namespace diandan::scenario

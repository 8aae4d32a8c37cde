// What a command wants to see: ids of rows, or parents whose rows are all wanted. Filled by a verb's
// pure `touches` function from the request; loaded by the lane before the rule runs.
#pragma once

#include <set>
#include <typeindex>
#include <unordered_map>

#include "services/base/ids.h"
#include "services/base/picture.h"

namespace diandan {

class Touches {
 public:
  struct Wanted {
    std::set<RowKey> ids;      // sorted: rows are locked in id order
    std::set<RowKey> parents;  // for rows that name a kParent
  };

  // The county that following calls speak of; set by the lane before each command.
  void set_county(CountyId county) { county_ = county; }

  template <typename Row>
  void Add(const Uuid& id) {
    if (!id.is_nil()) wanted_[std::type_index(typeid(Row))].ids.insert({county_, id});
  }
  template <typename Row>
  void AddChildren(const Uuid& parent) {
    static_assert(
        requires { Row::kParent; }, "the row names no parent");
    if (!parent.is_nil()) wanted_[std::type_index(typeid(Row))].parents.insert({county_, parent});
  }

  bool empty() const { return wanted_.empty(); }
  const Wanted* Of(std::type_index type) const {
    auto it = wanted_.find(type);
    return it == wanted_.end() ? nullptr : &it->second;
  }

 private:
  CountyId county_ = 0;
  std::unordered_map<std::type_index, Wanted> wanted_;
};

}  // namespace diandan

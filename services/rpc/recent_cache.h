// A bounded map of what was used lately: two generations, the older one is dropped as a whole when the
// younger one is full. Not thread-safe.
#pragma once

#include <utility>

#include "absl/container/flat_hash_map.h"

namespace diandan::rpc {

template <typename Key, typename Value>
class RecentCache {
 public:
  explicit RecentCache(size_t max_entries) : half_(max_entries / 2 + 1) {}

  // Null when absent. Valid until the next call.
  const Value* Find(const Key& key) {
    if (auto it = young_.find(key); it != young_.end()) return &it->second;
    auto it = old_.find(key);
    if (it == old_.end()) return nullptr;
    Value value = std::move(it->second);
    old_.erase(it);
    return &Put(key, std::move(value));
  }
  const Value& Put(const Key& key, Value value) {
    if (young_.size() >= half_) {
      old_ = std::move(young_);
      young_.clear();
    }
    return young_.insert_or_assign(key, std::move(value)).first->second;
  }
  void Erase(const Key& key) {
    young_.erase(key);
    old_.erase(key);
  }

 private:
  const size_t half_;
  absl::flat_hash_map<Key, Value> young_, old_;
};

}  // namespace diandan::rpc

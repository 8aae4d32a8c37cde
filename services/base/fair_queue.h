// What waits to be done, in fair turns: the counties one after the other, in each county its callers one
// after the other, of each caller what came first. Whoever sends much waits behind the own work, not in front
// of others'. Not thread-safe.
#pragma once

#include <algorithm>
#include <cstddef>
#include <deque>
#include <list>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "services/base/ids.h"

namespace diandan {

template <typename T>
class FairQueue {
 public:
  size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }

  void Push(CountyId county, const std::string& caller, T item) {
    County& in = In(county);
    Flow& of = In(in, caller);
    of.waiting.push_back(std::move(item));
    ++in.size;
    ++size_;
  }

  // Whose turn it is. Not of an empty queue, as all that follow.
  CountyId next() const { return turns_.front().id; }

  T Pop() { return PopFrom(turns_.begin()); }

  bool Has(CountyId county) const { return by_county_.contains(county); }
  // One of this county, whose turn it need not be.
  T PopOf(CountyId county) { return PopFrom(by_county_.at(county)); }

  // Too much waits since this caller's last Push: takes away the newest of whoever has more than a fair
  // share, the caller, or the longest of the county, or of the county that has most.
  T TakeAwayFor(CountyId county, const std::string& caller) {
    Counties from = by_county_.at(county);
    Flows of = from->by_caller.at(caller);
    if (from->size * by_county_.size() < size_) {
      from = std::max_element(turns_.begin(), turns_.end(),
                              [](const County& a, const County& b) { return a.size < b.size; });
      of = Longest(*from);
    } else if (of->waiting.size() * from->by_caller.size() < from->size) {
      of = Longest(*from);
    }
    T item = std::move(of->waiting.back());
    of->waiting.pop_back();
    Took(from, of);
    Forgotten(from);
    return item;
  }

  template <typename Predicate>
  bool Any(const Predicate& predicate) const {
    for (const County& county : turns_) {
      for (const Flow& flow : county.turns) {
        if (std::any_of(flow.waiting.begin(), flow.waiting.end(), predicate)) return true;
      }
    }
    return false;
  }

  // All of which this is true.
  template <typename Predicate>
  std::vector<T> TakeAll(const Predicate& predicate) {
    std::vector<T> taken;
    for (auto county = turns_.begin(); county != turns_.end();) {
      const auto next = std::next(county);
      for (auto flow = county->turns.begin(); flow != county->turns.end();) {
        const auto next_flow = std::next(flow);
        const size_t before = flow->waiting.size();
        std::erase_if(flow->waiting, [&](T& item) {
          if (!predicate(item)) return false;
          taken.push_back(std::move(item));
          return true;
        });
        Took(county, flow, before - flow->waiting.size());
        flow = next_flow;
      }
      Forgotten(county);
      county = next;
    }
    return taken;
  }

 private:
  struct Flow {
    std::string caller;
    std::deque<T> waiting;
  };
  struct County {
    CountyId id;
    size_t size = 0;
    std::list<Flow> turns;
    absl::flat_hash_map<std::string, typename std::list<Flow>::iterator> by_caller;
  };
  using Counties = typename std::list<County>::iterator;
  using Flows = typename std::list<Flow>::iterator;

  static Flows Longest(County& county) {
    return std::max_element(county.turns.begin(), county.turns.end(),
                            [](const Flow& a, const Flow& b) { return a.waiting.size() < b.waiting.size(); });
  }

  County& In(CountyId id) {
    auto [known, fresh] = by_county_.try_emplace(id);
    if (fresh) known->second = turns_.insert(turns_.end(), County{id});
    return *known->second;
  }
  Flow& In(County& county, const std::string& caller) {
    auto [known, fresh] = county.by_caller.try_emplace(caller);
    if (fresh) known->second = county.turns.insert(county.turns.end(), Flow{caller, {}});
    return *known->second;
  }

  T PopFrom(Counties county) {
    const Flows flow = county->turns.begin();
    T item = std::move(flow->waiting.front());
    flow->waiting.pop_front();
    // Both to the end of the turns, unless nothing of them waits.
    if (!Took(county, flow)) county->turns.splice(county->turns.end(), county->turns, flow);
    if (!Forgotten(county)) turns_.splice(turns_.end(), turns_, county);
    return item;
  }

  // True when nothing of this caller is left.
  bool Took(Counties county, Flows flow, size_t count = 1) {
    county->size -= count;
    size_ -= count;
    if (!flow->waiting.empty()) return false;
    county->by_caller.erase(flow->caller);
    county->turns.erase(flow);
    return true;
  }
  bool Forgotten(Counties county) {
    if (county->size > 0) return false;
    by_county_.erase(county->id);
    turns_.erase(county);
    return true;
  }

  size_t size_ = 0;
  std::list<County> turns_;
  absl::flat_hash_map<CountyId, Counties> by_county_;
};

}  // namespace diandan

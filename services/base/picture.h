// The rows a lane batch works on, in memory. Rules read and change rows here and nowhere else; the
// lane loads them before and writes the changed ones after. No SQL, no I/O; one thread at a time.
//
// A row is a plain struct:
//   struct OfferRow {
//     static constexpr const char* kTable = "offer";        // table in the service's schema
//     CountyId county_id = 0; Uuid id;                       // the key of every lane table
//     Uuid order_id; OfferState state{}; absl::Time expires_at; std::optional<Uuid> by;
//     static constexpr auto Fields() {
//       return std::make_tuple(Field{"county_id", &OfferRow::county_id}, Field{"id", &OfferRow::id}, …);
//     }
//   };
// Member types: int32_t, int64_t, bool, std::string (text), Bytes (bytea), Uuid, absl::Time
// (timestamptz), protobuf enums (text: the value's name), std::optional of these, and
// std::vector<std::string | Uuid | int32_t> (arrays).
// A row that is looked up by its parent names that member: `static constexpr auto kParent =
// &OfferRow::order_id;` (a Uuid that never changes once the row exists).
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <tuple>
#include <typeindex>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "services/base/ids.h"

namespace diandan {

template <typename Row, typename T>
struct Field {
  const char* name;
  T Row::*member;
};
template <typename Row, typename T>
Field(const char*, T Row::*) -> Field<Row, T>;

struct Bytes {
  std::string data;
  friend auto operator<=>(const Bytes&, const Bytes&) = default;
};

using RowKey = std::pair<CountyId, Uuid>;

// All rows of one type in a picture.
class RowSetBase {
 public:
  virtual ~RowSetBase() = default;
  virtual void BeginCommand() = 0;
  virtual void UndoCommand() = 0;
  // Whether this row, or a row of this parent, was changed or inserted since it was loaded.
  virtual bool Changed(const RowKey& row) const = 0;
  virtual bool ChildChanged(const RowKey& parent) const = 0;
};

// What somebody has read of a picture, to be asked later whether it still holds. Costs nothing until asked.
class Look {
 public:
  void SawRow(const RowSetBase& set, const RowKey& row) { seen_.push_back({&set, row, false}); }
  void SawChildren(const RowSetBase& set, const RowKey& parent) { seen_.push_back({&set, parent, true}); }
  // True when something of it was changed or made since the picture was loaded.
  bool Stale() const {
    for (const Seen& seen : seen_) {
      if (seen.parent ? seen.set->ChildChanged(seen.key) : seen.set->Changed(seen.key)) return true;
    }
    return false;
  }
  void Clear() { seen_.clear(); }

 private:
  struct Seen {
    const RowSetBase* set;
    RowKey key;
    bool parent;
  };
  std::vector<Seen> seen_;
};

template <typename Row>
class RowSet : public RowSetBase {
 public:
  struct Entry {
    Row row;
    bool stored = false;  // exists in the database: write by UPDATE, else INSERT
    bool dirty = false;
  };

  const Row* Find(CountyId county, const Uuid& id) const {
    auto it = entries_.find({county, id});
    return it == entries_.end() ? nullptr : &it->second->row;
  }
  // Null when absent. Marks the row as to be written.
  Row* Change(CountyId county, const Uuid& id) {
    auto it = entries_.find({county, id});
    if (it == entries_.end()) return nullptr;
    journal_.push_back({it->first, *it->second, false});
    it->second->dirty = true;
    return &it->second->row;
  }
  // The row must not be in the picture yet; a rule that forgot to look throws std::logic_error, which
  // the lane takes for a refused command.
  Row& Insert(Row row) {
    RowKey key{row.county_id, row.id};
    if (entries_.contains(key)) throw std::logic_error("a row was inserted twice");
    auto entry = std::make_unique<Entry>(Entry{std::move(row), false, true});
    Row& placed = entry->row;
    Add(key, std::move(entry));
    journal_.push_back({key, {}, true});
    return placed;
  }
  // The rows of one parent, in load and insertion order.
  const std::vector<Entry*>& Children(CountyId county, const Uuid& parent) const {
    static const std::vector<Entry*> kNone;
    auto it = children_.find({county, parent});
    return it == children_.end() ? kNone : it->second;
  }
  // Called by the loader; rows that are here already stay as they are.
  void Load(Row row) {
    RowKey key{row.county_id, row.id};
    if (entries_.contains(key)) return;
    Add(key, std::make_unique<Entry>(Entry{std::move(row), true, false}));
  }
  bool Has(const RowKey& row) const { return entries_.contains(row); }
  // Parents whose rows have all been loaded.
  bool HasAllOf(const RowKey& parent) const { return complete_.contains(parent); }
  void LoadedAllOf(const RowKey& parent) { complete_.insert(parent); }
  // In load and insertion order, so output is deterministic.
  const std::deque<Entry*>& all() const { return order_; }

  void BeginCommand() override { journal_.clear(); }
  void UndoCommand() override {
    for (auto it = journal_.rbegin(); it != journal_.rend(); ++it) {
      if (it->inserted) {
        Remove(it->key);
      } else {
        *entries_.at(it->key) = std::move(it->before);
      }
    }
    journal_.clear();
  }
  bool Changed(const RowKey& row) const override {
    auto it = entries_.find(row);
    return it != entries_.end() && it->second->dirty;
  }
  bool ChildChanged(const RowKey& parent) const override {
    auto it = children_.find(parent);
    if (it == children_.end()) return false;
    for (const Entry* entry : it->second) {
      if (entry->dirty) return true;
    }
    return false;
  }

 private:
  struct Undo {
    RowKey key;
    Entry before;
    bool inserted;
  };
  void Add(const RowKey& key, std::unique_ptr<Entry> entry) {
    order_.push_back(entry.get());
    if constexpr (requires { Row::kParent; }) {
      children_[{key.first, entry->row.*Row::kParent}].push_back(entry.get());
    }
    entries_.insert_or_assign(key, std::move(entry));
  }
  void Remove(const RowKey& key) {
    auto found = entries_.find(key);
    std::erase(order_, found->second.get());
    if constexpr (requires { Row::kParent; }) {
      std::erase(children_[{key.first, found->second->row.*Row::kParent}], found->second.get());
    }
    entries_.erase(found);
  }

  absl::flat_hash_map<RowKey, std::unique_ptr<Entry>> entries_;
  absl::flat_hash_map<RowKey, std::vector<Entry*>> children_;
  absl::flat_hash_set<RowKey> complete_;
  std::deque<Entry*> order_;
  std::vector<Undo> journal_;
};

class Picture {
 public:
  template <typename Row>
  RowSet<Row>& Rows() {
    auto& slot = sets_[std::type_index(typeid(Row))];
    if (!slot) slot = std::make_unique<RowSet<Row>>();
    return static_cast<RowSet<Row>&>(*slot);
  }
  // Between these, a command's changes can be taken back: a refusal leaves no trace.
  void BeginCommand() {
    for (auto& [type, set] : sets_) set->BeginCommand();
  }
  void UndoCommand() {
    for (auto& [type, set] : sets_) set->UndoCommand();
  }

 private:
  std::map<std::type_index, std::unique_ptr<RowSetBase>> sets_;
};

}  // namespace diandan

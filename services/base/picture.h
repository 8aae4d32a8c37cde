// The rows a lane works on, in memory. Rules read and change rows here and nowhere else; the lane loads
// them before and writes the changed ones after, and keeps them for the next batch as long as nobody else
// has written in their county. No SQL, no I/O; one thread at a time.
//
// A row is a plain struct:
//   struct OfferRow {
//     static constexpr const char* kTable = "offer";        // table in the service's schema
//     CountyId county_id = 0; Uuid id;                       // the key of every lane table
//     Uuid order_id; OfferState state{}; absl::Time expires_at; std::optional<Uuid> by;
//     template <typename R = OfferRow>                       // a template, so that only who stores rows
//     static constexpr auto Fields(auto use) {               // compiles it
//       return use(Field{"county_id", &R::county_id}, Field{"id", &R::id}, …);
//     }
//   };
// Member types: int32_t, int64_t, bool, std::string (text), Bytes (bytea), Uuid, absl::Time
// (timestamptz), protobuf enums (text: the value's name), std::optional of these, and
// std::vector<std::string | Uuid | int32_t> (arrays).
// A row that is looked up by its parent names that member: `static constexpr auto kParent =
// &OfferRow::order_id;` (a Uuid that never changes once the row exists).
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
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

// A row in a picture, of whatever type, and what the database knows of it.
struct AnyEntry {
  virtual ~AnyEntry() = default;
  virtual std::unique_ptr<AnyEntry> Copy() const = 0;
  virtual void Restore(AnyEntry& copy) = 0;

  RowKey key;
  std::optional<Uuid> parent;  // of a row type with kParent
  bool stored = false;         // exists in the database: write by UPDATE, else INSERT
  bool dirty = false;          // changed or inserted since it was last written
  int32_t used = 0;            // in which generation it was last asked for
};

// What is the same for rows of every type. It is compiled once: a rule file that speaks of ten row types
// would otherwise compile ten of everything.
class AnyRowSet {
 public:
  using Entries = std::vector<AnyEntry*>;

  virtual ~AnyRowSet() = default;
  void BeginCommand();
  void UndoCommand();

  // Whether this row, or a row of this parent, was changed or inserted since the last write.
  bool Changed(const RowKey& row) const;
  bool ChildChanged(const RowKey& parent) const;
  // In the order of their first change.
  const Entries& changed() const { return changed_; }
  // What the database has of a changed row; null for one it does not have yet.
  const AnyEntry* StoredImage(const RowKey& row) const;
  void Written();

  // For the loader: is the row here, are all rows of this parent? Asking keeps them for a while.
  bool Has(const RowKey& row);
  bool HasAllOf(const RowKey& parent);
  void LoadedAllOf(const RowKey& parent);

  // Drops rows that are not changed: those of a county, those not asked for since `generation`.
  void ForgetCounty(CountyId county);
  void ForgetUnused(int32_t generation);
  size_t size() const { return entries_.size(); }

 protected:
  explicit AnyRowSet(const int32_t* generation) : generation_(generation) {}
  AnyEntry* FindEntry(CountyId county, const Uuid& id) const;
  AnyEntry* ChangeEntry(CountyId county, const Uuid& id);
  void InsertEntry(std::unique_ptr<AnyEntry> entry);
  void LoadEntry(std::unique_ptr<AnyEntry> entry);
  const Entries& ChildEntries(CountyId county, const Uuid& parent) const;
  const Entries& all_entries() const { return order_; }

 private:
  struct Undo {
    RowKey key;
    std::unique_ptr<AnyEntry> before;  // null: the command inserted it
  };
  void Add(std::unique_ptr<AnyEntry> entry);
  void Remove(const RowKey& key);
  template <typename Forgettable>
  void Forget(Forgettable forgettable);

  const int32_t* const generation_;
  absl::flat_hash_map<RowKey, std::unique_ptr<AnyEntry>> entries_;
  absl::flat_hash_map<RowKey, Entries> children_;                  // of each parent, by id
  absl::flat_hash_set<RowKey> complete_;                           // parents whose rows have all been loaded
  absl::flat_hash_map<RowKey, std::unique_ptr<AnyEntry>> stored_;  // images of changed rows
  Entries order_, changed_;
  std::vector<Undo> journal_;
};

// What somebody has read of a picture, to be asked later whether it still holds. Costs nothing until asked.
class Look {
 public:
  void SawRow(const AnyRowSet& set, const RowKey& row) { seen_.push_back({&set, row, false}); }
  void SawChildren(const AnyRowSet& set, const RowKey& parent) { seen_.push_back({&set, parent, true}); }
  // True when something of it was changed or made since the last write.
  bool Stale() const {
    for (const Seen& seen : seen_) {
      if (seen.parent ? seen.set->ChildChanged(seen.key) : seen.set->Changed(seen.key)) return true;
    }
    return false;
  }
  void Clear() { seen_.clear(); }

 private:
  struct Seen {
    const AnyRowSet* set;
    RowKey key;
    bool parent;
  };
  std::vector<Seen> seen_;
};

// Entries seen as those of one row type. Valid until the row set changes.
template <typename Entry>
class EntriesOf {
 public:
  class Iterator {
   public:
    explicit Iterator(AnyEntry* const* at) : at_(at) {}
    Entry* operator*() const { return static_cast<Entry*>(*at_); }
    Iterator& operator++() {
      ++at_;
      return *this;
    }
    bool operator==(const Iterator&) const = default;

   private:
    AnyEntry* const* at_;
  };
  explicit EntriesOf(const AnyRowSet::Entries& entries) : entries_(entries) {}
  Iterator begin() const { return Iterator(entries_.data()); }
  Iterator end() const { return Iterator(entries_.data() + entries_.size()); }
  size_t size() const { return entries_.size(); }
  bool empty() const { return entries_.empty(); }
  Entry* at(size_t index) const { return static_cast<Entry*>(entries_.at(index)); }
  Entry* front() const { return at(0); }
  Entry* back() const { return at(size() - 1); }

 private:
  const AnyRowSet::Entries& entries_;
};

// All rows of one type in a picture.
template <typename Row>
class RowSet : public AnyRowSet {
 public:
  explicit RowSet(const int32_t* generation) : AnyRowSet(generation) {}

  struct Entry final : AnyEntry {
    explicit Entry(Row content) : row(std::move(content)) {
      key = {row.county_id, row.id};
      if constexpr (requires { Row::kParent; }) parent = row.*Row::kParent;
    }
    std::unique_ptr<AnyEntry> Copy() const override { return std::make_unique<Entry>(*this); }
    void Restore(AnyEntry& copy) override { *this = std::move(static_cast<Entry&>(copy)); }
    Row row;
  };

  const Row* Find(CountyId county, const Uuid& id) const { return RowOf(FindEntry(county, id)); }
  // Null when absent. Marks the row as to be written.
  Row* Change(CountyId county, const Uuid& id) { return RowOf(ChangeEntry(county, id)); }
  // The row must not be in the picture yet; a rule that forgot to look throws std::logic_error, which
  // the lane takes for a refused command.
  Row& Insert(Row row) {
    auto entry = std::make_unique<Entry>(std::move(row));
    Row& placed = entry->row;
    InsertEntry(std::move(entry));
    return placed;
  }
  // The rows of one parent that are here, by id.
  EntriesOf<Entry> Children(CountyId county, const Uuid& parent) const {
    return EntriesOf<Entry>(ChildEntries(county, parent));
  }
  // Called by the loader; rows that are here already stay as they are.
  void Load(Row row) { LoadEntry(std::make_unique<Entry>(std::move(row))); }
  // In load and insertion order, so output is deterministic.
  EntriesOf<Entry> all() const { return EntriesOf<Entry>(all_entries()); }

 private:
  static Row* RowOf(AnyEntry* entry) { return entry == nullptr ? nullptr : &static_cast<Entry*>(entry)->row; }
};

class Picture {
 public:
  template <typename Row>
  RowSet<Row>& Rows() {
    auto& slot = sets_[std::type_index(typeid(Row))];
    if (!slot) slot = std::make_unique<RowSet<Row>>(generation_.get());
    return static_cast<RowSet<Row>&>(*slot);
  }
  // Between these, a command's changes can be taken back: a refusal leaves no trace.
  void BeginCommand();
  void UndoCommand();

  // The counties with rows to write; and that they have been.
  std::set<CountyId> ChangedCounties() const;
  void Written();

  void ForgetCounty(CountyId county);
  void ForgetType(std::type_index row_type);
  // When there are more rows than `most`: drops what has not been asked for since the last time.
  void Trim(size_t most);
  size_t size() const;

 private:
  std::unique_ptr<int32_t> generation_ = std::make_unique<int32_t>(0);
  std::map<std::type_index, std::unique_ptr<AnyRowSet>> sets_;
};

}  // namespace diandan

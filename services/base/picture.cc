#include "services/base/picture.h"

#include <algorithm>
#include <stdexcept>

namespace diandan {
namespace {

// What is taken back was most often done last.
void EraseLast(AnyRowSet::Entries& entries, const AnyEntry* entry) {
  auto found = std::find(entries.rbegin(), entries.rend(), entry);
  if (found != entries.rend()) entries.erase(std::next(found).base());
}

bool ById(const AnyEntry* a, const AnyEntry* b) { return a->key.second < b->key.second; }

}  // namespace

AnyEntry* AnyRowSet::FindEntry(CountyId county, const Uuid& id) const {
  auto it = entries_.find({county, id});
  return it == entries_.end() ? nullptr : it->second.get();
}

AnyEntry* AnyRowSet::ChangeEntry(CountyId county, const Uuid& id) {
  AnyEntry* entry = FindEntry(county, id);
  if (entry == nullptr) return nullptr;
  journal_.push_back({entry->key, entry->Copy()});
  if (!entry->dirty) {
    changed_.push_back(entry);
    if (entry->stored) stored_[entry->key] = entry->Copy();
  }
  entry->dirty = true;
  entry->used = *generation_;
  return entry;
}

void AnyRowSet::InsertEntry(std::unique_ptr<AnyEntry> entry) {
  if (entries_.contains(entry->key)) throw std::logic_error("a row was inserted twice");
  entry->dirty = true;
  changed_.push_back(entry.get());
  journal_.push_back({entry->key, nullptr});
  Add(std::move(entry));
}

void AnyRowSet::LoadEntry(std::unique_ptr<AnyEntry> entry) {
  if (entries_.contains(entry->key)) return;
  entry->stored = true;
  Add(std::move(entry));
}

const AnyRowSet::Entries& AnyRowSet::ChildEntries(CountyId county, const Uuid& parent) const {
  static const Entries kNone;
  auto it = children_.find({county, parent});
  return it == children_.end() ? kNone : it->second;
}

void AnyRowSet::BeginCommand() { journal_.clear(); }

void AnyRowSet::UndoCommand() {
  for (auto it = journal_.rbegin(); it != journal_.rend(); ++it) {
    AnyEntry* entry = entries_.at(it->key).get();
    if (it->before == nullptr) {
      EraseLast(changed_, entry);
      Remove(it->key);
    } else {
      entry->Restore(*it->before);
      if (entry->dirty) continue;
      EraseLast(changed_, entry);
      stored_.erase(it->key);
    }
  }
  journal_.clear();
}

bool AnyRowSet::Changed(const RowKey& row) const {
  const AnyEntry* entry = FindEntry(row.first, row.second);
  return entry != nullptr && entry->dirty;
}

bool AnyRowSet::ChildChanged(const RowKey& parent) const {
  const Entries& children = ChildEntries(parent.first, parent.second);
  return std::any_of(children.begin(), children.end(), [](const AnyEntry* child) { return child->dirty; });
}

const AnyEntry* AnyRowSet::StoredImage(const RowKey& row) const {
  auto it = stored_.find(row);
  return it == stored_.end() ? nullptr : it->second.get();
}

void AnyRowSet::Written() {
  for (AnyEntry* entry : changed_) {
    entry->stored = true;
    entry->dirty = false;
  }
  changed_.clear();
  stored_.clear();
  journal_.clear();
}

bool AnyRowSet::Has(const RowKey& row) {
  AnyEntry* entry = FindEntry(row.first, row.second);
  if (entry != nullptr) entry->used = *generation_;
  return entry != nullptr;
}

bool AnyRowSet::HasAllOf(const RowKey& parent) {
  if (!complete_.contains(parent)) return false;
  if (auto it = children_.find(parent); it != children_.end()) {
    for (AnyEntry* child : it->second) child->used = *generation_;
  }
  return true;
}

void AnyRowSet::LoadedAllOf(const RowKey& parent) { complete_.insert(parent); }

template <typename Forgettable>
void AnyRowSet::Forget(Forgettable forgettable) {
  Entries kept;
  for (AnyEntry* entry : order_) {
    if (entry->dirty || !forgettable(*entry)) {
      kept.push_back(entry);
      continue;
    }
    if (entry->parent) {
      const RowKey parent{entry->key.first, *entry->parent};
      complete_.erase(parent);
      auto siblings = children_.find(parent);
      std::erase(siblings->second, entry);
      if (siblings->second.empty()) children_.erase(siblings);
    }
    entries_.erase(RowKey(entry->key));
  }
  order_ = std::move(kept);
}

void AnyRowSet::ForgetCounty(CountyId county) {
  Forget([county](const AnyEntry& entry) { return entry.key.first == county; });
  absl::erase_if(complete_, [county](const RowKey& parent) { return parent.first == county; });
}

void AnyRowSet::ForgetUnused(int32_t generation) {
  Forget([generation](const AnyEntry& entry) { return entry.used < generation; });
  // That a parent has no rows is cheap to ask again.
  absl::erase_if(complete_, [this](const RowKey& parent) { return !children_.contains(parent); });
}

void AnyRowSet::Add(std::unique_ptr<AnyEntry> entry) {
  entry->used = *generation_;
  order_.push_back(entry.get());
  if (entry->parent) {
    Entries& siblings = children_[{entry->key.first, *entry->parent}];
    siblings.insert(std::upper_bound(siblings.begin(), siblings.end(), entry.get(), ById), entry.get());
  }
  const RowKey key = entry->key;
  entries_.insert_or_assign(key, std::move(entry));
}

void AnyRowSet::Remove(const RowKey& key) {
  auto found = entries_.find(key);
  AnyEntry* entry = found->second.get();
  EraseLast(order_, entry);
  if (entry->parent) std::erase(children_[{key.first, *entry->parent}], entry);
  entries_.erase(found);
}

void Picture::BeginCommand() {
  for (auto& [type, set] : sets_) set->BeginCommand();
}

void Picture::UndoCommand() {
  for (auto& [type, set] : sets_) set->UndoCommand();
}

std::set<CountyId> Picture::ChangedCounties() const {
  std::set<CountyId> counties;
  for (const auto& [type, set] : sets_) {
    for (const AnyEntry* entry : set->changed()) counties.insert(entry->key.first);
  }
  return counties;
}

void Picture::Written() {
  for (auto& [type, set] : sets_) set->Written();
}

void Picture::ForgetCounty(CountyId county) {
  for (auto& [type, set] : sets_) set->ForgetCounty(county);
}

void Picture::ForgetType(std::type_index row_type) { sets_.erase(row_type); }

void Picture::Trim(size_t most) {
  if (size() <= most) return;
  for (auto& [type, set] : sets_) set->ForgetUnused(*generation_);
  ++*generation_;
}

size_t Picture::size() const {
  size_t rows = 0;
  for (const auto& [type, set] : sets_) rows += set->size();
  return rows;
}

}  // namespace diandan

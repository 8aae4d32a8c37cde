#include "services/base/picture.h"

#include <stdexcept>

namespace diandan {

AnyEntry* AnyRowSet::FindEntry(CountyId county, const Uuid& id) const {
  auto it = entries_.find({county, id});
  return it == entries_.end() ? nullptr : it->second.get();
}

AnyEntry* AnyRowSet::ChangeEntry(CountyId county, const Uuid& id) {
  AnyEntry* entry = FindEntry(county, id);
  if (entry == nullptr) return nullptr;
  journal_.push_back({entry->key, entry->Copy()});
  entry->dirty = true;
  return entry;
}

void AnyRowSet::InsertEntry(std::unique_ptr<AnyEntry> entry) {
  if (entries_.contains(entry->key)) throw std::logic_error("a row was inserted twice");
  entry->dirty = true;
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
    if (it->before == nullptr) {
      Remove(it->key);
    } else {
      entries_.at(it->key)->Restore(*it->before);
    }
  }
  journal_.clear();
}

void AnyRowSet::Add(std::unique_ptr<AnyEntry> entry) {
  order_.push_back(entry.get());
  if (entry->parent) children_[{entry->key.first, *entry->parent}].push_back(entry.get());
  const RowKey key = entry->key;
  entries_.insert_or_assign(key, std::move(entry));
}

void AnyRowSet::Remove(const RowKey& key) {
  auto found = entries_.find(key);
  AnyEntry* entry = found->second.get();
  std::erase(order_, entry);
  if (entry->parent) std::erase(children_[{key.first, *entry->parent}], entry);
  entries_.erase(found);
}

void Picture::BeginCommand() {
  for (auto& [type, set] : sets_) set->BeginCommand();
}

void Picture::UndoCommand() {
  for (auto& [type, set] : sets_) set->UndoCommand();
}

}  // namespace diandan
